/* What the compiled modules that weigh a place share: where it stands, and what each asks of another.
 *
 * One gives another its functions in a capsule that keeps its tables alive, so that a place is
 * weighed without an object for every figure. Each name of a capsule says what is in it.
 */
#ifndef DETECTOR_PLACES_H
#define DETECTOR_PLACES_H

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#include <stdint.h>

/* Of lexicon.py and gap.py. */
#define GATE_BITS 7
#define BREAK 4
#define FIGURE 16

/* A place in a text, as Around of fits.py has it. */
typedef struct {
    PyObject *gates, *kinds;
    Py_ssize_t words, first, stop, pause, figure;
} Spot;

/* Whether a text has such a place; -1 with an exception set. */
static inline int check_spot(Spot *spot)
{
    if (!PyList_Check(spot->gates) || !PyList_Check(spot->kinds)) {
        PyErr_SetString(PyExc_TypeError, "gates and kinds are lists");
        return -1;
    }
    spot->words = PyList_Size(spot->gates);
    if (PyList_Size(spot->kinds) == spot->words + 1 && spot->first >= 0 &&
        spot->stop >= spot->first && spot->stop <= spot->words)
        return 0;
    PyErr_SetString(PyExc_IndexError, "the text has no such place");
    return -1;
}

static inline int read_spot(PyObject *place, Spot *spot)
{
    if (!PyArg_ParseTuple(place, "OOnn(nn):place", &spot->gates, &spot->kinds, &spot->first,
                          &spot->stop, &spot->pause, &spot->figure))
        return -1;
    return check_spot(spot);
}

/* The gate of the i-th word, which there is; -1 with an exception set. */
static inline long gate_at(const Spot *spot, Py_ssize_t i)
{
    const long gate = PyLong_AsLong(PyList_GetItem(spot->gates, i));

    if (gate >= 0)
        return gate;
    if (!PyErr_Occurred())
        PyErr_SetString(PyExc_IndexError, "a gate holds no word of the vocabulary");
    return -1;
}

/* The kind of a gap, a break at either end; -1 with an exception set. */
static inline long kind_at(const Spot *spot, Py_ssize_t gap)
{
    if (gap <= 0 || gap >= spot->words)
        return BREAK;
    const long kind = PyLong_AsLong(PyList_GetItem(spot->kinds, gap));
    if (kind >= 0)
        return kind;
    if (!PyErr_Occurred())
        PyErr_SetString(PyExc_ValueError, "kinds of gaps are bits");
    return -1;
}

/* Place of fits.py in memory of the caller's, which has room for all originals: gains and
 * associations of those that were chosen, and their numbers, from 1. */
typedef struct {
    double own, association, share, *gains, *aparts;
    Py_ssize_t taken, *places;
} Placed;

#define FITTING "detector._fits.Fits.core"
typedef struct {
    void *self;
    /* PureFits.weigh_at: 1 when it is worth a look, 0 when not, -1 with an exception set. */
    int (*weigh)(void *self, const Spot *spot, PyObject *words, const double *odds,
                 Py_ssize_t originals, PyObject *framed, double least, Placed *found);
    /* PureFits.fit, of the word after a place in the place of both. */
    int (*beyond)(void *self, const Spot *spot, double *found);
} Fitting;

#define AFFINITIES "detector._surroundings.Affinities.core"
typedef struct {
    void *self;
    /* PureAffinities.weigh_at. */
    int (*weigh)(void *self, const Spot *spot, const int64_t *rows, Py_ssize_t originals,
                 double *odds, double *found);
} Surroundings;

/* A capsule of something that belongs to an object, which it keeps alive. */
static inline void release_owner(PyObject *capsule)
{
    Py_XDECREF((PyObject *)PyCapsule_GetContext(capsule));
}

static inline PyObject *capsule_of(PyObject *owner, void *core, const char *name)
{
    PyObject *capsule = PyCapsule_New(core, name, NULL);

    if (!capsule)
        return NULL;
    if (PyCapsule_SetContext(capsule, owner) < 0 ||
        PyCapsule_SetDestructor(capsule, release_owner) < 0) {
        Py_DECREF(capsule);
        return NULL;
    }
    Py_INCREF(owner);
    return capsule;
}

#endif
