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

/* A node as it is followed fastest: sixteen bytes, and how far behind it those are that follow. A
 * leaf leads to itself and has its log-odds for a threshold, so that as many steps as a tree is deep
 * end in one, whatever the way: there is nothing to guess.
 */
typedef struct {
    double threshold;
    uint16_t column, next[2];
} Node;

typedef struct {
    uint32_t root, depth;
} Tree;

/* Trees that are known to stay within their nodes, and within rows of this width. */
typedef struct {
    Py_ssize_t width, trees;
    Tree *tree;
    Node *node;
} Forest;

static const char FOREST[] = "detector._trees.Forest";

static void forest_free(Forest *forest)
{
    if (forest) {
        PyMem_Free(forest->tree);
        PyMem_Free(forest->node);
    }
    PyMem_Free(forest);
}

static void forest_close(PyObject *capsule)
{
    forest_free(PyCapsule_GetPointer(capsule, FOREST));
}

/* How far behind a node another is, from where it is stored; 0 unless it is, and 65,535 at most. */
static uint16_t behind(double stored, Py_ssize_t node, Py_ssize_t size)
{
    if (!(stored > (double)node * FIELDS && stored < (double)size * FIELDS))
        return 0;
    const Py_ssize_t at = (Py_ssize_t)stored, far = at / FIELDS - node;
    return at % FIELDS || far > UINT16_MAX ? 0 : (uint16_t)far;
}

/* Read all nodes from how they are stored, and how deep the tree is that each is the root of. */
static int read_nodes(Forest *forest, const double *field, Py_ssize_t size, uint32_t *depth)
{
    for (Py_ssize_t i = size - 1; i >= 0; i--) {
        const double *stored = field + i * FIELDS;
        Node *node = forest->node + i;
        node->threshold = stored[1];
        if (stored[0] < 0)
            continue;
        node->next[0] = behind(stored[2], i, size);
        node->next[1] = behind(stored[3], i, size);
        if (!(stored[0] < (double)forest->width) || !node->next[0] || !node->next[1]) {
            PyErr_SetString(PyExc_IndexError, "a tree leads out of its nodes");
            return -1;
        }
        const uint32_t low = depth[i + node->next[0]], high = depth[i + node->next[1]];
        node->column = (uint16_t)stored[0];
        depth[i] = 1 + (low > high ? low : high);
    }
    return 0;
}

static int read_trees(Forest *forest, const long long *root, Py_ssize_t size, const uint32_t *depth)
{
    for (Py_ssize_t i = 0; i < forest->trees; i++) {
        if (root[i] < 0 || root[i] / FIELDS >= size || root[i] % FIELDS) {
            PyErr_SetString(PyExc_IndexError, "a tree has no root among the nodes");
            return -1;
        }
        const long long at = root[i] / FIELDS;
        forest->tree[i] = (Tree){(uint32_t)at, depth[at]};
    }
    return 0;
}

/* NULL with an exception set where the rows hold no trees. */
static Forest *forest_read(const Py_buffer *nodes, const Py_buffer *roots, Py_ssize_t width)
{
    const Py_ssize_t size = nodes->len / (FIELDS * (Py_ssize_t)sizeof(double));
    Forest *forest = PyMem_Calloc(1, sizeof *forest);
    uint32_t *depth = PyMem_Calloc((size_t)size + 1, sizeof *depth);
    int done = -1;

    if (forest) {
        forest->width = width;
        forest->trees = roots->len / (Py_ssize_t)sizeof(long long);
        forest->tree = PyMem_Calloc((size_t)forest->trees + 1, sizeof *forest->tree);
        forest->node = PyMem_Calloc((size_t)size + 1, sizeof *forest->node);
    }
    if (!depth || !forest || !forest->tree || !forest->node || size > UINT32_MAX / FIELDS)
        PyErr_NoMemory();
    else if (width <= 0 || width > UINT16_MAX)
        PyErr_SetString(PyExc_ValueError, "trees read rows of 1 to 65,535 values");
    else
        done = read_nodes(forest, nodes->buf, size, depth);
    if (done == 0)
        done = read_trees(forest, roots->buf, size, depth);
    PyMem_Free(depth);
    if (done == 0)
        return forest;
    forest_free(forest);
    return NULL;
}

/* The node that a value leads to from another. */
static inline const Node *step(const Node *node, const double *value)
{
    return node + node->next[!(value[node->column] <= node->threshold)];
}

/* Add the leaf that values lead to from a root, to the sum of each row. Of four rows at once, for
 * each step has to wait for the one before.
 */
static void add_leaves(const Node *root, uint32_t depth, const double *value, Py_ssize_t width,
                       Py_ssize_t rows, double *sums)
{
    Py_ssize_t i = 0;

    for (; i + 4 <= rows; i += 4, value += 4 * width) {
        const Node *one = root, *two = root, *three = root, *four = root;
        for (uint32_t left = depth; left; left--) {
            one = step(one, value);
            two = step(two, value + width);
            three = step(three, value + 2 * width);
            four = step(four, value + 3 * width);
        }
        sums[i] += one->threshold;
        sums[i + 1] += two->threshold;
        sums[i + 2] += three->threshold;
        sums[i + 3] += four->threshold;
    }
    for (; i < rows; i++, value += width) {
        const Node *node = root;
        for (uint32_t left = depth; left; left--)
            node = step(node, value);
        sums[i] += node->threshold;
    }
}

PyDoc_STRVAR(grown_doc, "grown(nodes, roots, width)\n--\n\nSee pure_grown.");

static PyObject *grown(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *given[2], *found = NULL;
    Py_buffer nodes, roots;
    Py_ssize_t width;

    if (!PyArg_ParseTuple(args, "OOn:grown", given, given + 1, &width) ||
        row(given[0], &nodes, FIELDS * sizeof(double)) < 0)
        return NULL;
    if (row(given[1], &roots, sizeof(long long)) == 0) {
        Forest *forest = forest_read(&nodes, &roots, width);
        found = forest ? PyCapsule_New(forest, FOREST, forest_close) : NULL;
        if (!found)
            forest_free(forest);
        PyBuffer_Release(&roots);
    }
    PyBuffer_Release(&nodes);
    return found;
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

PyDoc_STRVAR(descend_doc, "descend(forest, values)\n--\n\nSee pure_descend.");

/* Each tree for all rows before the next one, so that its nodes are at hand. */
static PyObject *descend(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *capsule, *given, *found = NULL;
    const Forest *forest;
    Py_buffer values;

    if (!PyArg_ParseTuple(args, "OO:descend", &capsule, &given))
        return NULL;
    forest = PyCapsule_GetPointer(capsule, FOREST);
    if (!forest || row(given, &values, sizeof(double)) < 0)
        return NULL;
    const Py_ssize_t rows = rows_of(&values, forest->width);
    double *sums = rows < 0 ? NULL : PyMem_Calloc((size_t)rows + 1, sizeof *sums);
    if (rows >= 0 && !sums)
        PyErr_NoMemory();
    for (Py_ssize_t i = 0; sums && i < forest->trees; i++)
        add_leaves(forest->node + forest->tree[i].root, forest->tree[i].depth, values.buf,
                   forest->width, rows, sums);
    if (sums)
        found = listed(sums, rows);
    PyMem_Free(sums);
    PyBuffer_Release(&values);
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

/* A tuple of clues, as most are, is gone through without an iterator. */
static int put_tuple(PyObject *columns, PyObject *clues, double *value, Py_ssize_t width,
                     double absent)
{
    int done = 0;

    Py_INCREF(clues);
    for (Py_ssize_t i = 0; done == 0 && i < PyTuple_Size(clues); i++)
        done = put(columns, PyTuple_GetItem(clues, i), value, width, absent);
    Py_DECREF(clues);
    return done;
}

static int put_all(PyObject *columns, PyObject *clues, double *value, Py_ssize_t width,
                   double absent)
{
    PyObject *each, *clue;

    if (PyTuple_Check(clues))
        return put_tuple(columns, clues, value, width, absent);
    each = PyObject_GetIter(clues);
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
    {"grown", grown, METH_VARARGS, grown_doc},
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
