/* Which originals go with the words around a place: the compiled twin of PureAffinities in
 * surroundings.py, which says what each step is for. Sums of integers are the same in any order, so
 * that both give the same bits; build it without contraction. Stable ABI of Python 3.11.
 */
#include "_places.h"

#define SHIFT 7
#define SHARE 0.55
#define MAX_SIZE 256
#define MAX_REACH 16

typedef struct {
    PyObject_HEAD
    Py_buffer rows, positions, contexts, originals;
    Py_ssize_t size, reach, near, known; /* how many vectors contexts and originals have */
    double scale;
    Surroundings core;
} Affinities;

/* Compilers of the GNU kind only try hard to work on many numbers at once when they are told to. */
#if defined(__GNUC__) && !defined(__clang__)
#define MANY __attribute__((optimize("O3")))
#else
#define MANY
#endif

MANY static void add_products(int32_t *sums, const int8_t *one, const int8_t *other, int size)
{
    for (int i = 0; i < size; i++)
        sums[i] += (int16_t)one[i] * (int16_t)other[i];
}

MANY static int32_t product(const int16_t *one, const int8_t *other, int size)
{
    int32_t found = 0;

    for (int i = 0; i < size; i++)
        found += one[i] * (int16_t)other[i];
    return found;
}

/* Which way the words around point, by their numbers: MAX_REACH vectors of bytes, less SHIFT bits,
 * stay below 16 bits. */
static int point(const Affinities *self, const Py_ssize_t *around, int16_t *pointing)
{
    const Py_ssize_t words = self->rows.len / 2;
    int32_t sums[MAX_SIZE] = {0};

    for (Py_ssize_t at = 0; at < 2 * self->reach; at++) {
        const Py_ssize_t number = around[at];
        if (number < 0 || number >= words) {
            PyErr_Format(PyExc_IndexError, "%zd is no word of the vocabulary", number);
            return -1;
        }
        const uint16_t row = ((const uint16_t *)self->rows.buf)[number];
        if (!row)
            continue;
        if (row >= self->near) {
            PyErr_Format(PyExc_IndexError, "no vector is in row %d", row);
            return -1;
        }
        add_products(sums, (const int8_t *)self->positions.buf + at * self->size,
                     (const int8_t *)self->contexts.buf + row * self->size, (int)self->size);
    }
    for (Py_ssize_t i = 0; i < self->size; i++)
        pointing[i] = (int16_t)(sums[i] >> SHIFT);
    return 0;
}

/* The buffers of a question: rows of originals, their odds, and where their affinities go. */
typedef struct {
    Py_buffer rows, odds, found;
} Originals;

static void release(Originals *asked)
{
    PyBuffer_Release(&asked->rows);
    PyBuffer_Release(&asked->odds);
    PyBuffer_Release(&asked->found);
}

static int read_originals(PyObject *const *given, Originals *asked)
{
    *asked = (Originals){0};
    if (PyObject_GetBuffer(given[0], &asked->rows, PyBUF_SIMPLE) < 0 ||
        PyObject_GetBuffer(given[1], &asked->odds, PyBUF_WRITABLE) < 0 ||
        PyObject_GetBuffer(given[2], &asked->found, PyBUF_WRITABLE) < 0) {
        release(asked);
        return -1;
    }
    if (asked->rows.len % (Py_ssize_t)sizeof(double) || asked->odds.len != asked->rows.len ||
        asked->found.len != asked->rows.len) {
        PyErr_SetString(PyExc_ValueError, "each original has odds and room for its affinity");
        release(asked);
        return -1;
    }
    return 0;
}

/* What PureAffinities.weigh does, by the numbers of the words around. */
static int weigh(const Affinities *self, const Py_ssize_t *around, const int64_t *rows,
                 Py_ssize_t originals, double *odds, double *found)
{
    int16_t pointing[MAX_SIZE];

    if (point(self, around, pointing) < 0)
        return -1;
    for (Py_ssize_t i = 0; i < originals; i++) {
        if (rows[i] < 0 || rows[i] >= self->known) {
            PyErr_Format(PyExc_IndexError, "no vector is in row %lld", (long long)rows[i]);
            return -1;
        }
        const int8_t *original = (const int8_t *)self->originals.buf + rows[i] * self->size;
        const double value = self->scale * product(pointing, original, (int)self->size);
        found[i] = value;
        odds[i] += SHARE * value;
    }
    return 0;
}

/* The same with everything in buffers of objects. */
static PyObject *weighed(const Affinities *self, const Py_ssize_t *around, PyObject *const *given)
{
    Originals asked;
    int done;

    if (read_originals(given, &asked) < 0)
        return NULL;
    done = weigh(self, around, asked.rows.buf, asked.rows.len / (Py_ssize_t)sizeof(int64_t),
                 asked.odds.buf, asked.found.buf);
    release(&asked);
    return done < 0 ? NULL : Py_NewRef(Py_None);
}

PyDoc_STRVAR(weigh_doc, "weigh(around, rows, odds, found)\n--\n\nSee PureAffinities.weigh.");

static PyObject *Affinities_weigh(Affinities *self, PyObject *const *args, Py_ssize_t given)
{
    Py_ssize_t around[2 * MAX_REACH];

    if (given != 4)
        return PyErr_Format(PyExc_TypeError, "weigh takes 4 arguments, not %zd", given);
    if (!PyList_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "words are a list");
        return NULL;
    }
    if (PyList_Size(args[0]) != 2 * self->reach) {
        PyErr_SetString(PyExc_ValueError, "so many words around are not wanted");
        return NULL;
    }
    for (Py_ssize_t at = 0; at < 2 * self->reach; at++) {
        around[at] = PyLong_AsSsize_t(PyList_GetItem(args[0], at));
        if (around[at] == -1 && PyErr_Occurred())
            return NULL;
    }
    return weighed(self, around, args + 1);
}

/* Tokens on one side, from a gap on; those beyond the text stay 0. Beside of surroundings.py. */
static int beside(const Spot *spot, Py_ssize_t gap, Py_ssize_t at, int step, Py_ssize_t *found,
                  Py_ssize_t reach)
{
    for (Py_ssize_t taken = 0; taken < reach; gap += step, at += step) {
        const long kind = kind_at(spot, gap);
        if (kind < 0)
            return -1;
        if (kind & (BREAK | FIGURE))
            found[step * taken++] = kind & FIGURE ? spot->figure : spot->pause;
        if (taken == reach || at < 0 || at >= spot->words)
            break;
        const long gate = gate_at(spot, at);
        if (gate < 0)
            return -1;
        found[step * taken++] = gate >> GATE_BITS;
    }
    return 0;
}

static int look_around(const Affinities *self, const Spot *spot, Py_ssize_t *around)
{
    if (beside(spot, spot->first, spot->first - 1, -1, around + self->reach - 1, self->reach) < 0)
        return -1;
    return beside(spot, spot->stop, spot->stop, 1, around + self->reach, self->reach);
}

PyDoc_STRVAR(weigh_at_doc, "weigh_at(place, rows, odds, found)\n--\n\nSee PureAffinities.weigh_at.");

static PyObject *Affinities_weigh_at(Affinities *self, PyObject *const *args, Py_ssize_t given)
{
    Py_ssize_t around[2 * MAX_REACH] = {0};
    Spot spot;

    if (given != 4)
        return PyErr_Format(PyExc_TypeError, "weigh_at takes 4 arguments, not %zd", given);
    if (read_spot(args[0], &spot) < 0 || look_around(self, &spot, around) < 0)
        return NULL;
    return weighed(self, around, args + 1);
}

/* See Surroundings. */
static int core_weigh(void *object, const Spot *spot, const int64_t *rows, Py_ssize_t originals,
                      double *odds, double *found)
{
    Py_ssize_t around[2 * MAX_REACH] = {0};

    if (look_around(object, spot, around) < 0)
        return -1;
    return weigh(object, around, rows, originals, odds, found);
}

static PyObject *Affinities_core(Affinities *self, void *Py_UNUSED(closure))
{
    return capsule_of((PyObject *)self, &self->core, AFFINITIES);
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
    self->near = self->contexts.len / size;
    self->known = self->originals.len / size;
    self->core = (Surroundings){self, core_weigh};
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
    {"weigh_at", FAST(Affinities_weigh_at), METH_FASTCALL, weigh_at_doc},
    {NULL},
};

static PyGetSetDef attributes[] = {
    {"core", (getter)Affinities_core, NULL, "What another compiled module weighs places by.", NULL},
    {NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_doc, "How well originals suit the words around a place; see PureAffinities."},
    {Py_tp_new, Affinities_new},
    {Py_tp_dealloc, Affinities_dealloc},
    {Py_tp_methods, methods},
    {Py_tp_getset, attributes},
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
