/* What trees make of the values of a case: the compiled twins of the functions of trees.py, which
 * say what each is for. Same operations, same order, same bits; see _fits.c.
 */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#include <stdint.h>

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

/* A node as it is followed fastest. A leaf leads to itself and has its log-odds for a threshold, so
 * that as many steps as a tree is deep end in one, whatever the way: there is nothing to guess.
 */
typedef struct {
    double threshold;
    int32_t column, next[2], depth;
} Node;

/* The number of a node, from where it is stored; -1 unless it stands behind another. */
static int32_t behind(double stored, Py_ssize_t node, Py_ssize_t size)
{
    if (!(stored > (double)node * FIELDS && stored < (double)size * FIELDS))
        return -1;
    const Py_ssize_t at = (Py_ssize_t)stored;
    return at % FIELDS ? -1 : (int32_t)(at / FIELDS);
}

/* All nodes from how they are stored, in memory that the caller frees; NULL with an exception set. */
static Node *read_nodes(const Py_buffer *stored, Py_ssize_t width)
{
    const Py_ssize_t size = stored->len / (FIELDS * (Py_ssize_t)sizeof(double));
    Node *nodes = size <= INT32_MAX / FIELDS ? PyMem_Calloc((size_t)size + 1, sizeof *nodes) : NULL;

    if (!nodes)
        return (Node *)PyErr_NoMemory();
    for (Py_ssize_t i = size - 1; i >= 0; i--) {
        const double *field = (const double *)stored->buf + i * FIELDS;
        Node *node = nodes + i;
        node->threshold = field[1];
        if (field[0] < 0) {
            node->next[0] = node->next[1] = (int32_t)i;
            continue;
        }
        node->next[0] = behind(field[2], i, size);
        node->next[1] = behind(field[3], i, size);
        if (!(field[0] < (double)width) || node->next[0] < 0 || node->next[1] < 0) {
            PyErr_SetString(PyExc_IndexError, "a tree leads out of its nodes");
            PyMem_Free(nodes);
            return NULL;
        }
        const int32_t low = nodes[node->next[0]].depth, high = nodes[node->next[1]].depth;
        node->column = (int32_t)field[0];
        node->depth = 1 + (low > high ? low : high);
    }
    return nodes;
}

/* Add the leaf that values lead to from a root, to the sum of each row. */
static void add_leaves(const Node *nodes, const Node *root, const double *value, Py_ssize_t width,
                       Py_ssize_t rows, double *sums)
{
    for (Py_ssize_t i = 0; i < rows; i++, value += width) {
        const Node *node = root;
        for (int32_t left = root->depth; left; left--)
            node = nodes + node->next[!(value[node->column] <= node->threshold)];
        sums[i] += node->threshold;
    }
}

/* How many rows of a width there are; -1 with an exception set where they are not whole. */
static Py_ssize_t rows_of(const Py_buffer *values, Py_ssize_t width)
{
    const Py_ssize_t size = values->len / (Py_ssize_t)sizeof(double);

    if (width > 0 && width <= INT32_MAX && size % width == 0)
        return size / width;
    PyErr_SetString(PyExc_ValueError, "values are whole rows of some width");
    return -1;
}

static PyObject *listed(const double *sums, Py_ssize_t size)
{
    PyObject *found = PyList_New(size);

    for (Py_ssize_t i = 0; found && i < size; i++) {
        PyObject *sum = PyFloat_FromDouble(sums[i]);
        if (!sum)
            Py_CLEAR(found);
        else
            PyList_SetItem(found, i, sum);
    }
    return found;
}

/* Each tree for all rows before the next one, so that its nodes are at hand. */
static PyObject *leaves(const Py_buffer *stored, const Py_buffer *roots, const Py_buffer *values,
                        Py_ssize_t width)
{
    const long long *root = roots->buf;
    const Py_ssize_t trees = roots->len / (Py_ssize_t)sizeof *root, rows = rows_of(values, width);
    const Py_ssize_t size = stored->len / (Py_ssize_t)sizeof(double);
    Node *nodes = rows < 0 ? NULL : read_nodes(stored, width);
    double *sums = nodes ? PyMem_Calloc((size_t)rows + 1, sizeof *sums) : NULL;
    PyObject *found = NULL;

    if (nodes && !sums)
        PyErr_NoMemory();
    for (Py_ssize_t tree = 0; sums && tree < trees; tree++) {
        if (root[tree] < 0 || root[tree] >= size || root[tree] % FIELDS) {
            PyErr_SetString(PyExc_IndexError, "a tree has no root among the nodes");
            goto end;
        }
        add_leaves(nodes, nodes + root[tree] / FIELDS, values->buf, width, rows, sums);
    }
    if (sums)
        found = listed(sums, rows);
end:
    PyMem_Free(sums);
    PyMem_Free(nodes);
    return found;
}

PyDoc_STRVAR(descend_doc, "descend(nodes, roots, values, width)\n--\n\nSee pure_descend.");

static PyObject *descend(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *given[3], *found = NULL;
    Py_buffer nodes, roots, values;
    Py_ssize_t width;

    if (!PyArg_ParseTuple(args, "OOOn:descend", given, given + 1, given + 2, &width) ||
        row(given[0], &nodes, FIELDS * sizeof(double)) < 0)
        return NULL;
    if (row(given[1], &roots, sizeof(long long)) < 0)
        goto no_roots;
    if (row(given[2], &values, sizeof(double)) < 0)
        goto no_values;
    found = leaves(&nodes, &roots, &values, width);
    PyBuffer_Release(&values);
no_values:
    PyBuffer_Release(&roots);
no_roots:
    PyBuffer_Release(&nodes);
    return found;
}

/* Put the value of a clue in its column of a row, unless something is there. */
static int put(PyObject *columns, PyObject *clue, double *value, Py_ssize_t width, double absent)
{
    PyObject *column;
    Py_ssize_t at;
    double figure;

    if (!PyTuple_Check(clue) || PyTuple_Size(clue) < 2) {
        PyErr_SetString(PyExc_TypeError, "a clue is a tuple of two or more");
        return -1;
    }
    column = PyDict_GetItemWithError(columns, PyTuple_GetItem(clue, 0));
    if (!column)
        return PyErr_Occurred() ? -1 : 0;
    at = PyLong_AsSsize_t(column);
    if (at == -1 && PyErr_Occurred())
        return -1;
    if (at < 0 || at >= width) {
        PyErr_SetString(PyExc_IndexError, "a column beyond the values");
        return -1;
    }
    if (value[at] != absent)
        return 0;
    figure = PyFloat_AsDouble(PyTuple_GetItem(clue, 1));
    if (figure == -1.0 && PyErr_Occurred())
        return -1;
    value[at] = figure;
    return 0;
}

static int put_all(PyObject *columns, PyObject *clues, double *value, Py_ssize_t width,
                   double absent)
{
    PyObject *each = PyObject_GetIter(clues), *clue;

    while (each && (clue = PyIter_Next(each))) {
        const int done = put(columns, clue, value, width, absent);
        Py_DECREF(clue);
        if (done < 0)
            break;
    }
    Py_XDECREF(each);
    return PyErr_Occurred() ? -1 : 0;
}

PyDoc_STRVAR(fill_doc, "fill(columns, values, width, clues, absent)\n--\n\nSee pure_fill.");

static PyObject *fill(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *columns, *values, *clues;
    Py_ssize_t width;
    Py_buffer view;
    double absent;

    if (!PyArg_ParseTuple(args, "O!OnO!d:fill", &PyDict_Type, &columns, &values, &width,
                          &PyList_Type, &clues, &absent) ||
        PyObject_GetBuffer(values, &view, PyBUF_WRITABLE) < 0)
        return NULL;
    const Py_ssize_t rows = rows_of(&view, width);
    if (rows >= 0 && PyList_Size(clues) > rows)
        PyErr_SetString(PyExc_IndexError, "there are more cases than rows");
    for (Py_ssize_t i = 0; !PyErr_Occurred() && i < PyList_Size(clues) && i < rows; i++)
        put_all(columns, PyList_GetItem(clues, i), (double *)view.buf + i * width, width, absent);
    PyBuffer_Release(&view);
    if (PyErr_Occurred())
        return NULL;
    Py_RETURN_NONE;
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
