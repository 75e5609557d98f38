/* What may have stood in a place: the compiled twin of PureWeigher in options.py, which says what each
 * step is for. Figures come from the modules of fits and surroundings. Stable ABI of Python 3.11.
 */
#include "_places.h"
#include "_rows.h"

#include <math.h>
#include <string.h>

#define MIN_GAIN 2.5
/* Bits of Slot in languages. */
#define GENDER 3
#define NUMBER 12

/* Fields of Option, Known, Listing and Place, in their order. */
enum { KNOWN, GAIN, APART, AFFINITY, FIT, ELSEWHERE, FRAME, OPTION };
enum { TEXT, VOCABULARY, LINK, FORM, ZIPF, ENGLISH, PRIOR, DEGREE, ABLE, VOWEL, KNOWN_FIELDS };
enum { SURFACE_FORM, SURFACE_ZIPF, SURFACE_ENGLISH, MARKS, ORIGINALS, WORDS, PRIORS, ROWS, LISTING };
enum { PLACE_SURFACE, PLACE_NUMBER, PLACE_FORM, PLACE_ZIPF, PLACE_ENGLISH, PLACE_MARKS, ASSOCIATION,
       PLACE_FIT, OPTIONS, RIVALS, WEIGHED, PLACE };
/* What place() is given, in its order. */
enum { GATES, KINDS, COUNTS, FIRST, STOP, SURFACE, SURFACE_NUMBER, CALLED, SUITS, LISTED, FRAMED,
       FRAMES, KEPT, GIVEN };

typedef struct {
    PyObject_HEAD
    PyObject *place, *option, *agreements, *nothing, *none, *zero, *fits, *affinities;
    const Fitting *fitting;
    const Surroundings *surroundings;
    Py_ssize_t pause, figure;
} Weigher;

/* A place that is being weighed: what was given, and figures of its originals. */
typedef struct {
    PyObject *const *given;
    PyObject *originals;
    Spot spot;
    Placed placed;
    double *odds, *affinities;
    Py_ssize_t size;
    long slot, sound, form;
} Query;

static int whole(PyObject *object, long *value)
{
    if (!object)
        return -1;
    *value = PyLong_AsLong(object);
    return *value == -1 && PyErr_Occurred() ? -1 : 0;
}

static int size(PyObject *object, Py_ssize_t *value)
{
    *value = PyLong_AsSsize_t(object);
    return *value == -1 && PyErr_Occurred() ? -1 : 0;
}

/* Where in FITS a side stands that is due and that a word can have: agree of agreement.py. */
static Py_ssize_t agree(long due, long has, long both)
{
    if (!due || due == both || !has)
        return 0;
    return due & has ? 1 : 2;
}

/* How an original suits what is called for, borrowed: suited of agreement.py. */
static PyObject *suited(const Weigher *self, const Query *asked, PyObject *known)
{
    PyObject *vowel = PyTuple_GetItem(known, VOWEL), *row;
    Py_ssize_t sound = 0, gender = 0, number = 0;
    long able;

    if (whole(PyTuple_GetItem(known, ABLE), &able) < 0)
        return NULL;
    if (asked->sound && vowel != Py_None) {
        const int begins = PyObject_IsTrue(vowel);
        if (begins < 0)
            return NULL;
        sound = begins == (asked->sound > 0) ? 1 : 2;
    }
    if (asked->slot && able) {
        gender = agree(asked->slot & GENDER, able & GENDER, GENDER);
        number = agree(asked->slot & NUMBER, able & NUMBER, NUMBER);
    }
    row = field(self->agreements, gender, 3, "a table of fits");
    row = field(row, number, 3, "a table of fits");
    return field(row, sound, 3, "a table of fits");
}

/* What a dict has for a key, borrowed, or something else; NULL with an exception set. */
static PyObject *looked_up(PyObject *dict, PyObject *key, PyObject *otherwise)
{
    PyObject *found = PyDict_Size(dict) ? PyDict_GetItemWithError(dict, key) : NULL;

    return found || PyErr_Occurred() ? found : otherwise;
}

/* Put a new reference in a field of a row that is being made. */
static int set(PyObject *row, Py_ssize_t at, PyObject *value)
{
    return value ? PyTuple_SetItem(row, at, Py_NewRef(value)) : -1;
}

static int set_real(PyObject *row, Py_ssize_t at, double value)
{
    PyObject *object = PyFloat_FromDouble(value);

    return object ? PyTuple_SetItem(row, at, object) : -1;
}

/* A row that was made, or nothing where that failed. It holds words and figures, none of which
 * leads back to it, so that the collector need not look. */
static PyObject *finished(PyObject *row, int failed)
{
    if (failed || PyErr_Occurred())
        Py_CLEAR(row);
    else
        PyObject_GC_UnTrack(row);
    return row;
}

/* The option of one that was weighed in full. */
static PyObject *chosen(const Weigher *self, const Query *asked, Py_ssize_t i)
{
    const Py_ssize_t at = asked->placed.places[i] - 1;
    PyObject *known = PyTuple_GetItem(asked->originals, at), *option;
    PyObject *text = field(known, TEXT, KNOWN_FIELDS, "an original");

    option = text ? PyType_GenericAlloc((PyTypeObject *)self->option, OPTION) : NULL;
    if (!option)
        return NULL;
    return finished(
        option,
        set(option, KNOWN, known) < 0 || set_real(option, GAIN, asked->placed.gains[i]) < 0 ||
            set_real(option, APART, asked->placed.aparts[i]) < 0 ||
            set_real(option, AFFINITY, asked->affinities[at]) < 0 ||
            set(option, FIT, suited(self, asked, known)) < 0 ||
            set(option, ELSEWHERE, looked_up(asked->given[COUNTS], text, self->none)) < 0 ||
            set(option, FRAME,
                looked_up(asked->given[FRAMES], PyTuple_GetItem(known, VOCABULARY), Py_None)) < 0);
}

/* The option that nothing stood there, before a word that suits as it is given. */
static PyObject *deletion(const Weigher *self, const Query *asked)
{
    PyObject *option;
    double fit;

    if (self->fitting->beyond(self->fitting->self, &asked->spot, &fit) < 0)
        return NULL;
    option = PyType_GenericAlloc((PyTypeObject *)self->option, OPTION);
    if (!option)
        return NULL;
    return finished(option, set(option, KNOWN, self->nothing) < 0 ||
                                set_real(option, GAIN, fit - asked->placed.own) < 0 ||
                                set(option, APART, self->zero) < 0 ||
                                set(option, AFFINITY, self->zero) < 0 ||
                                set(option, FIT, asked->given[KEPT]) < 0 ||
                                set(option, ELSEWHERE, self->none) < 0 ||
                                set(option, FRAME, Py_None) < 0);
}

static PyObject *options(const Weigher *self, const Query *asked)
{
    const Py_ssize_t weighed = asked->placed.taken;
    const int kept = asked->given[KEPT] != Py_None && !asked->form;
    PyObject *found = PyTuple_New(weighed + kept);

    for (Py_ssize_t i = 0; found && i < weighed + kept; i++) {
        PyObject *option = i < weighed ? chosen(self, asked, i) : deletion(self, asked);
        if (!option)
            Py_CLEAR(found);
        else
            PyTuple_SetItem(found, i, option);
    }
    return found ? finished(found, 0) : NULL;
}

/* The place as it was weighed. */
static PyObject *made(const Weigher *self, const Query *asked)
{
    static const int copied[][2] = {{PLACE_FORM, SURFACE_FORM}, {PLACE_ZIPF, SURFACE_ZIPF},
                                    {PLACE_ENGLISH, SURFACE_ENGLISH}, {PLACE_MARKS, MARKS}};
    const int lone = asked->spot.stop == asked->spot.first + 1;
    PyObject *all = options(self, asked), *place;
    int failed;

    place = all ? PyType_GenericAlloc((PyTypeObject *)self->place, PLACE) : NULL;
    if (!place) {
        Py_XDECREF(all);
        return NULL;
    }
    failed = PyTuple_SetItem(place, OPTIONS, all) < 0 ||
             set(place, PLACE_SURFACE, asked->given[SURFACE]) < 0 ||
             set(place, PLACE_NUMBER, asked->given[SURFACE_NUMBER]) < 0 ||
             set_real(place, ASSOCIATION, lone ? asked->placed.association : 0.0) < 0 ||
             set(place, PLACE_FIT, asked->given[SUITS]) < 0 ||
             PyTuple_SetItem(place, RIVALS, PyLong_FromSsize_t(asked->size)) < 0 ||
             set_real(place, WEIGHED, asked->placed.share) < 0;
    for (int i = 0; i < 4; i++)
        failed = failed || set(place, copied[i][0],
                               PyTuple_GetItem(asked->given[LISTED], copied[i][1])) < 0;
    return finished(place, failed);
}

/* Whether a surface breaks an agreement; -1 with an exception set. */
static int clashes(PyObject *fit)
{
    long side;

    for (Py_ssize_t i = 0; i < 3; i++) {
        if (whole(field(fit, i, 3, "a fit"), &side) < 0)
            return -1;
        if (side < 0)
            return 1;
    }
    return 0;
}

/* Weigh the originals of a place, whose rows are in a buffer: 1 when it is worth a look, 0 when not,
 * -1 with an exception set. */
static int weigh(const Weigher *self, Query *asked, const Py_buffer *rows)
{
    const int broken = clashes(asked->given[SUITS]);
    const int least = asked->form && !PyDict_Size(asked->given[FRAMES]) && !broken;

    if (broken < 0 ||
        self->surroundings->weigh(self->surroundings->self, &asked->spot, rows->buf, asked->size,
                                  asked->odds, asked->affinities) < 0)
        return -1;
    return self->fitting->weigh(self->fitting->self, &asked->spot,
                                PyTuple_GetItem(asked->given[LISTED], WORDS), asked->odds,
                                asked->size, asked->given[FRAMED], least ? MIN_GAIN : -INFINITY,
                                &asked->placed);
}

/* The same for all that may come of it, with the originals' priors and rows in buffers. */
static PyObject *weighed(const Weigher *self, Query *asked, const Py_buffer *priors,
                         const Py_buffer *rows)
{
    const Py_ssize_t room = asked->size + 1;
    PyObject *found = NULL;
    double *figures;
    int done;

    if (priors->len != asked->size * (Py_ssize_t)sizeof(double) ||
        rows->len != asked->size * (Py_ssize_t)sizeof(int64_t)) {
        PyErr_SetString(PyExc_ValueError, "each original has its prior and its row");
        return NULL;
    }
    figures = PyMem_Malloc((size_t)room * (4 * sizeof(double) + sizeof(Py_ssize_t)));
    if (!figures)
        return PyErr_NoMemory();
    asked->odds = figures;
    asked->affinities = figures + room;
    asked->placed.gains = figures + 2 * room;
    asked->placed.aparts = figures + 3 * room;
    asked->placed.places = (Py_ssize_t *)(figures + 4 * room);
    if (priors->len)
        memcpy(asked->odds, priors->buf, (size_t)priors->len);
    done = weigh(self, asked, rows);
    if (done > 0)
        found = made(self, asked);
    else if (done == 0)
        found = Py_NewRef(Py_None);
    PyMem_Free(figures);
    return found;
}

static int read_query(const Weigher *self, PyObject *const *given, Query *asked)
{
    PyObject *called = given[CALLED], *listing = given[LISTED];

    asked->given = given;
    asked->spot = (Spot){.gates = given[GATES], .kinds = given[KINDS], .pause = self->pause,
                         .figure = self->figure};
    if (size(given[FIRST], &asked->spot.first) < 0 || size(given[STOP], &asked->spot.stop) < 0 ||
        check_spot(&asked->spot) < 0 || whole(field(called, 0, 2, "a call"), &asked->slot) < 0 ||
        whole(field(called, 1, 2, "a call"), &asked->sound) < 0 ||
        whole(field(listing, SURFACE_FORM, LISTING, "a listing"), &asked->form) < 0)
        return -1;
    asked->originals = PyTuple_GetItem(listing, ORIGINALS);
    if (!PyTuple_Check(asked->originals) || !PyDict_Check(given[COUNTS]) ||
        !PyDict_Check(given[FRAMES])) {
        PyErr_SetString(PyExc_TypeError, "originals are a tuple, counts and frames are dicts");
        return -1;
    }
    asked->size = PyTuple_Size(asked->originals);
    return 0;
}

PyDoc_STRVAR(place_doc, "place(gates, kinds, counts, first, stop, surface, number, called, suits, "
                        "listing, framed, frames, kept)\n--\n\nSee PureWeigher.place.");

static PyObject *Weigher_place(Weigher *self, PyObject *const *args, Py_ssize_t given)
{
    Py_buffer priors, rows;
    PyObject *found = NULL;
    Query asked;

    if (given != GIVEN)
        return PyErr_Format(PyExc_TypeError, "place takes %d arguments, not %zd", GIVEN, given);
    if (read_query(self, args, &asked) < 0 ||
        PyObject_GetBuffer(PyTuple_GetItem(args[LISTED], PRIORS), &priors, PyBUF_SIMPLE) < 0)
        return NULL;
    if (PyObject_GetBuffer(PyTuple_GetItem(args[LISTED], ROWS), &rows, PyBUF_SIMPLE) == 0) {
        found = weighed(self, &asked, &priors, &rows);
        PyBuffer_Release(&rows);
    }
    PyBuffer_Release(&priors);
    return found;
}

/* What another compiled module weighs by: the capsule, and what is in it. */
static int ask(PyObject *object, const char *name, PyObject **capsule, const void **core)
{
    *capsule = PyObject_GetAttrString(object, "core");
    *core = *capsule ? PyCapsule_GetPointer(*capsule, name) : NULL;
    return *core ? 0 : -1;
}

static int is_row(PyObject *type)
{
    if (PyType_IsSubtype((PyTypeObject *)type, &PyTuple_Type))
        return 1;
    PyErr_SetString(PyExc_TypeError, "places and options are tuples");
    return 0;
}

static PyObject *Weigher_new(PyTypeObject *type, PyObject *args, PyObject *names)
{
    PyObject *place, *option, *agreements, *nothing, *fits, *affinities;
    Py_ssize_t pause, figure;
    Weigher *self;

    if (names && PyDict_Size(names)) {
        PyErr_SetString(PyExc_TypeError, "Weigher takes no keyword arguments");
        return NULL;
    }
    if (!PyArg_ParseTuple(args, "O!O!O!O!OO(nn):Weigher", &PyType_Type, &place, &PyType_Type, &option,
                          &PyTuple_Type, &agreements, &PyTuple_Type, &nothing, &fits, &affinities,
                          &pause, &figure) ||
        !is_row(place) || !is_row(option))
        return NULL;
    self = (Weigher *)PyType_GenericAlloc(type, 0);
    if (!self)
        return NULL;
    self->place = Py_NewRef(place);
    self->option = Py_NewRef(option);
    self->agreements = Py_NewRef(agreements);
    self->nothing = Py_NewRef(nothing);
    self->pause = pause;
    self->figure = figure;
    self->none = PyLong_FromLong(0);
    self->zero = PyFloat_FromDouble(0.0);
    if (!self->none || !self->zero ||
        ask(fits, FITTING, &self->fits, (const void **)&self->fitting) < 0 ||
        ask(affinities, AFFINITIES, &self->affinities, (const void **)&self->surroundings) < 0) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static int Weigher_traverse(Weigher *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE((PyObject *)self));
    Py_VISIT(self->place);
    Py_VISIT(self->option);
    Py_VISIT(self->agreements);
    Py_VISIT(self->nothing);
    return 0;
}

static int Weigher_clear(Weigher *self)
{
    Py_CLEAR(self->place);
    Py_CLEAR(self->option);
    Py_CLEAR(self->agreements);
    Py_CLEAR(self->nothing);
    return 0;
}

static void Weigher_dealloc(Weigher *self)
{
    PyTypeObject *type = Py_TYPE((PyObject *)self);

    PyObject_GC_UnTrack(self);
    Weigher_clear(self);
    Py_XDECREF(self->none);
    Py_XDECREF(self->zero);
    Py_XDECREF(self->fits);
    Py_XDECREF(self->affinities);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

static PyMethodDef methods[] = {
    {"place", (PyCFunction)(void (*)(void))Weigher_place, METH_FASTCALL, place_doc},
    {NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_doc, "Weighs what may have stood in places; see PureWeigher."},
    {Py_tp_new, Weigher_new},
    {Py_tp_dealloc, Weigher_dealloc},
    {Py_tp_traverse, Weigher_traverse},
    {Py_tp_clear, Weigher_clear},
    {Py_tp_methods, methods},
    {0, NULL},
};

static PyType_Spec spec = {
    .name = "detector._options.Weigher",
    .basicsize = sizeof(Weigher),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots,
};

static int add(PyObject *module)
{
    PyObject *type = PyType_FromSpec(&spec);
    const int done = type ? PyModule_AddObjectRef(module, "Weigher", type) : -1;

    Py_XDECREF(type);
    return done;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, add}, {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "detector._options", .m_slots = module_slots,
};

PyMODINIT_FUNC PyInit__options(void)
{
    return PyModuleDef_Init(&definition);
}
