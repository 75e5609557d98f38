/* What trees make of the values of a case: the compiled twins of the functions of trees.py, which
 * say what each is for. Same operations, same order, same bits; see _fits.c.
 */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

enum { FIELDS = 4 };

static int row(PyObject *object, Py_buffer *view, size_t size)
{
    if (PyObject_GetBuffer(object, view, PyBUF_SIMPLE) < 0)
        return -1;
    if (view->len % (Py_ssize_t)size == 0)
        return 0;
    PyBuffer_Release(view);
    PyErr_SetString(PyExc_ValueError, "the rows hold whole numbers of figures");
    return -1;
}

/* The leaf that values lead to from a root; -1 for nodes that lead nowhere. Branches stand behind
 * their node, so that every way ends.
 */
static int leaf(const Py_buffer *nodes, const Py_buffer *values, long long at, double *found)
{
    const double *node = nodes->buf, *value = values->buf;
    const long long size = (long long)(nodes->len / (Py_ssize_t)sizeof *node);
    const double width = (double)(values->len / (Py_ssize_t)sizeof *value);

    while (at >= 0 && at <= size - FIELDS) {
        const double column = node[at];
        double next;
        if (column < 0) {
            *found += node[at + 1];
            return 0;
        }
        if (!(column < width))
            break;
        next = node[value[(Py_ssize_t)column] <= node[at + 1] ? at + 2 : at + 3];
        if (!(next > (double)at && next < (double)size))
            break;
        at = (long long)next;
    }
    PyErr_SetString(PyExc_IndexError, "a tree leads out of its nodes");
    return -1;
}

PyDoc_STRVAR(descend_doc, "descend(nodes, roots, values)\n--\n\nSee pure_descend.");

static PyObject *descend(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *given[3], *sum = NULL;
    Py_buffer nodes, roots, values;
    double found = 0.0;

    if (!PyArg_ParseTuple(args, "OOO:descend", given, given + 1, given + 2) ||
        row(given[0], &nodes, sizeof(double)) < 0)
        return NULL;
    if (row(given[1], &roots, sizeof(long long)) < 0)
        goto no_roots;
    if (row(given[2], &values, sizeof(double)) < 0)
        goto no_values;
    const long long *root = roots.buf;
    Py_ssize_t left = roots.len / (Py_ssize_t)sizeof *root;
    while (left && leaf(&nodes, &values, *root, &found) == 0)
        root++, left--;
    if (!left)
        sum = PyFloat_FromDouble(found);
    PyBuffer_Release(&values);
no_values:
    PyBuffer_Release(&roots);
no_roots:
    PyBuffer_Release(&nodes);
    return sum;
}

PyDoc_STRVAR(fill_doc, "fill(columns, values, clues, absent)\n--\n\nSee pure_fill.");

static PyObject *fill(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *columns, *values, *clues, *rows, *filled = NULL;
    Py_buffer view;
    double absent;

    if (!PyArg_ParseTuple(args, "O!OOd:fill", &PyDict_Type, &columns, &values, &clues, &absent) ||
        PyObject_GetBuffer(values, &view, PyBUF_WRITABLE) < 0)
        return NULL;
    const Py_ssize_t width = view.len / (Py_ssize_t)sizeof(double);
    double *value = view.buf;
    rows = PySequence_Tuple(clues);
    for (Py_ssize_t i = 0; rows && i < PyTuple_Size(rows); i++) {
        PyObject *clue = PyTuple_GetItem(rows, i), *column;
        Py_ssize_t at;
        double figure;
        if (!PyTuple_Check(clue) || PyTuple_Size(clue) < 2) {
            PyErr_SetString(PyExc_TypeError, "a clue is a tuple of two or more");
            goto end;
        }
        column = PyDict_GetItemWithError(columns, PyTuple_GetItem(clue, 0));
        if (!column) {
            if (PyErr_Occurred())
                goto end;
            continue;
        }
        at = PyLong_AsSsize_t(column);
        if (at == -1 && PyErr_Occurred())
            goto end;
        if (at < 0 || at >= width) {
            PyErr_SetString(PyExc_IndexError, "a column beyond the values");
            goto end;
        }
        if (value[at] != absent)
            continue;
        figure = PyFloat_AsDouble(PyTuple_GetItem(clue, 1));
        if (figure == -1.0 && PyErr_Occurred())
            goto end;
        value[at] = figure;
    }
    if (rows)
        filled = Py_NewRef(values);
end:
    Py_XDECREF(rows);
    PyBuffer_Release(&view);
    return filled;
}

static PyMethodDef methods[] = {
    {"fill", fill, METH_VARARGS, fill_doc},
    {"descend", descend, METH_VARARGS, descend_doc},
    {NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "detector._trees",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__trees(void)
{
    return PyModuleDef_Init(&definition);
}
