/* What may have stood in a place, from what its originals weigh: the compiled twin of pure_chosen in
 * options.py, which says what each step is for. Stable ABI of Python 3.11.
 */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

/* Bits of Slot in languages. */
#define GENDER 3
#define NUMBER 12

/* Fields of Option and of Known, in their order. */
enum { KNOWN, GAIN, APART, AFFINITY, FIT, ELSEWHERE, FRAME, OPTION };
enum { TEXT, VOCABULARY, LINK, FORM, ZIPF, ENGLISH, PRIOR, DEGREE, ABLE, VOWEL, KNOWN_FIELDS };

/* What is the same for all options of a place. */
typedef struct {
    PyTypeObject *type;
    PyObject *fits, *none, *counts, *frames;
    long slot, sound;
} Place;

static PyObject *field(PyObject *row, Py_ssize_t at, Py_ssize_t least, const char *what)
{
    if (row && PyTuple_Check(row) && PyTuple_Size(row) >= least)
        return PyTuple_GetItem(row, at);
    if (!PyErr_Occurred())
        PyErr_Format(PyExc_TypeError, "%s is a tuple of %zd or more", what, least);
    return NULL;
}

static int whole(PyObject *object, long *value)
{
    if (!object)
        return -1;
    *value = PyLong_AsLong(object);
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
static PyObject *suited(const Place *place, PyObject *known)
{
    PyObject *vowel = PyTuple_GetItem(known, VOWEL), *row;
    Py_ssize_t sound = 0, gender = 0, number = 0;
    long able;

    if (whole(PyTuple_GetItem(known, ABLE), &able) < 0)
        return NULL;
    if (place->sound && vowel != Py_None) {
        const int begins = PyObject_IsTrue(vowel);
        if (begins < 0)
            return NULL;
        sound = begins == (place->sound > 0) ? 1 : 2;
    }
    if (place->slot && able) {
        gender = agree(place->slot & GENDER, able & GENDER, GENDER);
        number = agree(place->slot & NUMBER, able & NUMBER, NUMBER);
    }
    row = field(place->fits, gender, 3, "a table of fits");
    row = field(row, number, 3, "a table of fits");
    return field(row, sound, 3, "a table of fits");
}

/* What a dict has for a key, borrowed, or something else; NULL with an exception set. */
static PyObject *looked_up(PyObject *dict, PyObject *key, PyObject *otherwise)
{
    PyObject *found = PyDict_GetItemWithError(dict, key);

    return found || PyErr_Occurred() ? found : otherwise;
}

/* Put a new reference in a field of an option that is being made. */
static int set(PyObject *option, Py_ssize_t at, PyObject *value)
{
    return value ? PyTuple_SetItem(option, at, Py_NewRef(value)) : -1;
}

static PyObject *make(const Place *place, PyObject *known, PyObject *gain, PyObject *apart,
                      double affinity)
{
    PyObject *option, *text = field(known, TEXT, KNOWN_FIELDS, "an original");

    if (!text)
        return NULL;
    option = PyType_GenericAlloc(place->type, OPTION);
    if (!option)
        return NULL;
    if (set(option, KNOWN, known) < 0 || set(option, GAIN, gain) < 0 ||
        set(option, APART, apart) < 0 ||
        PyTuple_SetItem(option, AFFINITY, PyFloat_FromDouble(affinity)) < 0 ||
        set(option, FIT, suited(place, known)) < 0 ||
        set(option, ELSEWHERE, looked_up(place->counts, text, place->none)) < 0 ||
        set(option, FRAME,
            looked_up(place->frames, PyTuple_GetItem(known, VOCABULARY), Py_None)) < 0 ||
        PyErr_Occurred())
        Py_CLEAR(option);
    else
        PyObject_GC_UnTrack(option); /* it holds words and figures, none of which leads back */
    return option;
}

static PyObject *make_all(const Place *place, PyObject *listed, PyObject *chosen, PyObject *gains,
                          PyObject *aparts, const Py_buffer *affinities)
{
    const Py_ssize_t size = PyList_Size(chosen);
    PyObject *found;

    if (PyList_Size(gains) != size || PyList_Size(aparts) != size ||
        affinities->len != PyTuple_Size(listed) * (Py_ssize_t)sizeof(double)) {
        PyErr_SetString(PyExc_ValueError, "each original has its figures");
        return NULL;
    }
    found = PyTuple_New(size);
    for (Py_ssize_t i = 0; found && i < size; i++) {
        PyObject *option = NULL;
        long at;
        if (whole(PyList_GetItem(chosen, i), &at) == 0) {
            PyObject *known = PyTuple_GetItem(listed, at - 1);
            if (known)
                option = make(place, known, PyList_GetItem(gains, i), PyList_GetItem(aparts, i),
                              ((const double *)affinities->buf)[at - 1]);
        }
        if (!option)
            Py_CLEAR(found);
        else
            PyTuple_SetItem(found, i, option);
    }
    return found;
}

PyDoc_STRVAR(chosen_doc, "chosen(kind, fits, called, listed, places, gains, aparts, affinities, "
                         "counts, frames)\n--\n\nSee pure_chosen.");

static PyObject *options_chosen(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *type, *listed, *chosen, *gains, *aparts, *affinities, *found = NULL;
    Py_buffer view;
    Place place;

    if (!PyArg_ParseTuple(args, "O!O(ll)O!O!O!O!OO!O!:chosen", &PyType_Type, &type, &place.fits,
                          &place.slot, &place.sound, &PyTuple_Type, &listed, &PyList_Type, &chosen,
                          &PyList_Type, &gains, &PyList_Type, &aparts, &affinities, &PyDict_Type,
                          &place.counts, &PyDict_Type, &place.frames))
        return NULL;
    place.type = (PyTypeObject *)type;
    if (!PyType_IsSubtype(place.type, &PyTuple_Type)) {
        PyErr_SetString(PyExc_TypeError, "options are tuples");
        return NULL;
    }
    if (PyObject_GetBuffer(affinities, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    place.none = PyLong_FromLong(0);
    if (place.none)
        found = make_all(&place, listed, chosen, gains, aparts, &view);
    Py_XDECREF(place.none);
    PyBuffer_Release(&view);
    return found;
}

static PyMethodDef methods[] = {
    {"chosen", options_chosen, METH_VARARGS, chosen_doc},
    {NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "detector._options",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__options(void)
{
    return PyModuleDef_Init(&definition);
}
