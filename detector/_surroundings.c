/* Which originals go with the words around a place: the compiled twin of PureAffinities in
 * surroundings.py, which says what each step is for. Sums of integers are the same in any order, so
 * that both give the same bits; build it without contraction. Stable ABI of Python 3.11.
 */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#include <stdint.h>

#define SHIFT 7
#define SHARE 0.55
#define MAX_SIZE 256
#define MAX_REACH 16

typedef struct {
    PyObject_HEAD
    Py_buffer rows, positions, contexts, originals;
    Py_ssize_t size, reach;
    double scale;
} Affinities;

/* Where a vector of a table begins; NULL with an exception set beyond its end. */
static const int8_t *vector(const Affinities *self, const Py_buffer *table, Py_ssize_t row)
{
    if (row < 0 || row >= table->len / self->size) {
        PyErr_Format(PyExc_IndexError, "no vector is in row %zd", row);
        return NULL;
    }
    return (const int8_t *)table->buf + row * self->size;
}

/* Add up what the words around say; which way they point. */
static int sum(const Affinities *self, PyObject *around, int32_t *pointing)
{
    const Py_ssize_t words = self->rows.len / 2;

    for (Py_ssize_t at = 0; at < 2 * self->reach; at++) {
        const Py_ssize_t number = PyLong_AsSsize_t(PyList_GetItem(around, at));
        if (number == -1 && PyErr_Occurred())
            return -1;
        if (number < 0 || number >= words) {
            PyErr_Format(PyExc_IndexError, "%zd is no word of the vocabulary", number);
            return -1;
        }
        const uint16_t row = ((const uint16_t *)self->rows.buf)[number];
        if (!row)
            continue;
        const int8_t *weights = vector(self, &self->positions, at);
        const int8_t *near = weights ? vector(self, &self->contexts, row) : NULL;
        if (!near)
            return -1;
        for (Py_ssize_t i = 0; i < self->size; i++)
            pointing[i] += weights[i] * near[i];
    }
    for (Py_ssize_t i = 0; i < self->size; i++)
        pointing[i] >>= SHIFT;
    return 0;
}

static double affinity(const Affinities *self, const int32_t *pointing, const int8_t *original)
{
    int32_t product = 0;

    for (Py_ssize_t i = 0; i < self->size; i++)
        product += pointing[i] * original[i];
    return self->scale * product;
}

PyDoc_STRVAR(weigh_doc, "weigh(around, rows, odds)\n--\n\nSee PureAffinities.weigh.");

static PyObject *Affinities_weigh(Affinities *self, PyObject *const *args, Py_ssize_t given)
{
    int32_t pointing[MAX_SIZE] = {0};
    PyObject *found = NULL, *odds = NULL, *both = NULL;

    if (given != 3)
        return PyErr_Format(PyExc_TypeError, "weigh takes 3 arguments, not %zd", given);
    if (!PyList_Check(args[0]) || !PyTuple_Check(args[1]) || !PyTuple_Check(args[2])) {
        PyErr_SetString(PyExc_TypeError, "words are a list, rows and odds are tuples");
        return NULL;
    }
    const Py_ssize_t size = PyTuple_Size(args[1]);
    if (PyList_Size(args[0]) != 2 * self->reach || PyTuple_Size(args[2]) != size) {
        PyErr_SetString(PyExc_ValueError, "so many words around, or odds, are not wanted");
        return NULL;
    }
    if (sum(self, args[0], pointing) < 0)
        return NULL;
    found = PyList_New(size);
    odds = PyTuple_New(size);
    if (!found || !odds)
        goto end;
    for (Py_ssize_t i = 0; i < size; i++) {
        const Py_ssize_t row = PyLong_AsSsize_t(PyTuple_GetItem(args[1], i));
        const double odd = PyFloat_AsDouble(PyTuple_GetItem(args[2], i));
        if (PyErr_Occurred())
            goto end;
        const int8_t *original = vector(self, &self->originals, row);
        if (!original)
            goto end;
        const double value = affinity(self, pointing, original);
        PyObject *one = PyFloat_FromDouble(value), *other = PyFloat_FromDouble(odd + SHARE * value);
        if (!one || !other) {
            Py_XDECREF(one);
            Py_XDECREF(other);
            goto end;
        }
        PyList_SetItem(found, i, one);
        PyTuple_SetItem(odds, i, other);
    }
    both = PyTuple_Pack(2, found, odds);
end:
    Py_XDECREF(found);
    Py_XDECREF(odds);
    return both;
}

static PyObject *Affinities_new(PyTypeObject *type, PyObject *args, PyObject *names)
{
    PyObject *vectors, *rows, *positions, *contexts, *originals;
    Py_ssize_t size, reach;
    double scale;
    Affinities *self;

    if (names && PyDict_Size(names)) {
        PyErr_SetString(PyExc_TypeError, "Affinities takes no keyword arguments");
        return NULL;
    }
    if (!PyArg_ParseTuple(args, "O!:Affinities", &PyTuple_Type, &vectors) ||
        !PyArg_ParseTuple(vectors, "nndOOOO:Vectors", &size, &reach, &scale, &rows, &positions,
                          &contexts, &originals))
        return NULL;
    self = (Affinities *)PyType_GenericAlloc(type, 0);
    if (!self)
        return NULL;
    self->size = size;
    self->reach = reach;
    self->scale = scale;
    if (PyObject_GetBuffer(rows, &self->rows, PyBUF_SIMPLE) < 0 ||
        PyObject_GetBuffer(positions, &self->positions, PyBUF_SIMPLE) < 0 ||
        PyObject_GetBuffer(contexts, &self->contexts, PyBUF_SIMPLE) < 0 ||
        PyObject_GetBuffer(originals, &self->originals, PyBUF_SIMPLE) < 0)
        goto fail;
    if (size < 1 || size > MAX_SIZE || reach < 1 || reach > MAX_REACH ||
        self->positions.len != 2 * reach * size) {
        PyErr_SetString(PyExc_ValueError, "the parts of the table do not fit together");
        goto fail;
    }
    return (PyObject *)self;
fail:
    Py_DECREF(self);
    return NULL;
}

static void Affinities_dealloc(Affinities *self)
{
    PyTypeObject *type = Py_TYPE((PyObject *)self);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);

    PyBuffer_Release(&self->rows);
    PyBuffer_Release(&self->positions);
    PyBuffer_Release(&self->contexts);
    PyBuffer_Release(&self->originals);
    release(self);
    Py_DECREF(type);
}

#define FAST(function) ((PyCFunction)(void (*)(void))(function))

static PyMethodDef methods[] = {
    {"weigh", FAST(Affinities_weigh), METH_FASTCALL, weigh_doc},
    {NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_doc, "How well originals suit the words around a place; see PureAffinities."},
    {Py_tp_new, Affinities_new},
    {Py_tp_dealloc, Affinities_dealloc},
    {Py_tp_methods, methods},
    {0, NULL},
};

static PyType_Spec spec = {
    .name = "detector._surroundings.Affinities",
    .basicsize = sizeof(Affinities),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots,
};

static int add(PyObject *module)
{
    PyObject *type = PyType_FromSpec(&spec);
    const int done = type ? PyModule_AddObjectRef(module, "Affinities", type) : -1;

    Py_XDECREF(type);
    return done;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, add}, {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "detector._surroundings", .m_slots = module_slots,
};

PyMODINIT_FUNC PyInit__surroundings(void)
{
    return PyModuleDef_Init(&definition);
}
