/* How likely each option of a place is its original: the compiled twin of ranks.py, which says what
 * each step is for. Same operations, same order, same bits; see _fits.c.
 */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#include <math.h>
#include <string.h>

#define LINKS 256

/* Weights of ranks.py as they are packed, field by field. */
typedef struct {
    double closeness[LINKS];
    double loss, gain, large, apart, affinity, gender, number, elision, zipf, english, degree;
    double frame, elsewhere, deletion, listed, knee, reach, most;
} Weights;

/* Fields of Option, Known and Frame, in their order. */
enum { KNOWN, GAIN, APART, AFFINITY, FIT, ELSEWHERE, FRAME, OPTION };
enum { TEXT, NUMBER, LINK, FORM, ZIPF, ENGLISH, PRIOR, DEGREE, KNOWN_FIELDS };
enum { PATTERN, MEMBER, KIND, WEIGHT, FRAME_FIELDS };

static int fields(PyObject *object, Py_ssize_t least, const char *what)
{
    if (object && PyTuple_Check(object) && PyTuple_Size(object) >= least)
        return 0;
    if (!PyErr_Occurred())
        PyErr_Format(PyExc_TypeError, "%s is a tuple of %zd or more", what, least);
    return -1;
}

static int real(PyObject *row, Py_ssize_t at, double *value)
{
    *value = PyFloat_AsDouble(PyTuple_GetItem(row, at));
    return *value == -1.0 && PyErr_Occurred() ? -1 : 0;
}

static int truth(PyObject *row, Py_ssize_t at)
{
    return PyObject_IsTrue(PyTuple_GetItem(row, at));
}

static double least(double one, double other)
{
    return other < one ? other : one;
}

static int score(const Weights *weights, PyObject *option, int listed, double *found)
{
    PyObject *known, *fit, *frame;
    double gain, apart, affinity, zipf, english, degree, gender, number, elision, weight;
    long link;
    int elsewhere, stood;

    if (fields(option, OPTION, "an option") < 0)
        return -1;
    known = PyTuple_GetItem(option, KNOWN);
    fit = PyTuple_GetItem(option, FIT);
    frame = PyTuple_GetItem(option, FRAME);
    if (fields(known, KNOWN_FIELDS, "an original") < 0 || fields(fit, 3, "a fit") < 0)
        return -1;
    link = PyLong_AsLong(PyTuple_GetItem(known, LINK));
    if (link == -1 && PyErr_Occurred())
        return -1;
    if (link < 0 || link >= LINKS) {
        PyErr_SetString(PyExc_IndexError, "a link is a byte");
        return -1;
    }
    elsewhere = truth(option, ELSEWHERE);
    stood = truth(known, NUMBER);
    if (elsewhere < 0 || stood < 0 || real(option, GAIN, &gain) < 0 ||
        real(option, APART, &apart) < 0 || real(option, AFFINITY, &affinity) < 0 ||
        real(known, ZIPF, &zipf) < 0 || real(known, ENGLISH, &english) < 0 ||
        real(known, DEGREE, &degree) < 0 || real(fit, 0, &gender) < 0 ||
        real(fit, 1, &number) < 0 || real(fit, 2, &elision) < 0)
        return -1;
    *found = weights->closeness[link] + weights->apart * apart + weights->affinity * affinity;
    *found += weights->zipf * zipf + weights->english * english + weights->degree * degree;
    if (gain < 0)
        *found += weights->loss * gain;
    else if (gain <= weights->knee)
        *found += weights->gain * gain;
    else
        *found += weights->gain * weights->knee +
                  weights->large * least(gain - weights->knee, weights->reach);
    *found += weights->gender * gender + weights->number * number + weights->elision * elision;
    if (frame != Py_None) {
        if (fields(frame, FRAME_FIELDS, "a frame") < 0 || real(frame, WEIGHT, &weight) < 0)
            return -1;
        *found += weights->frame * least(weight, weights->most);
    }
    if (elsewhere)
        *found += weights->elsewhere;
    if (!stood) {
        *found += weights->deletion;
        if (listed)
            *found += weights->listed;
    }
    return 0;
}

static int read_weights(PyObject *packed, Weights *weights)
{
    Py_ssize_t length;
    char *bytes;

    if (PyBytes_AsStringAndSize(packed, &bytes, &length) < 0)
        return -1;
    if (length != (Py_ssize_t)sizeof *weights) {
        PyErr_SetString(PyExc_ValueError, "these are not packed weights");
        return -1;
    }
    memcpy(weights, bytes, sizeof *weights);
    return 0;
}

/* The scores of all options, in memory that the caller frees; NULL with an exception set. */
static double *scored(PyObject *packed, PyObject *options, int listed)
{
    const Py_ssize_t size = PyTuple_Check(options) ? PyTuple_Size(options) : -1;
    Weights weights;
    double *scores;

    if (size < 0) {
        PyErr_SetString(PyExc_TypeError, "options are a tuple");
        return NULL;
    }
    if (listed < 0 || read_weights(packed, &weights) < 0)
        return NULL;
    scores = PyMem_Malloc((size_t)(size + 1) * sizeof *scores);
    if (!scores)
        return (double *)PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < size; i++)
        if (score(&weights, PyTuple_GetItem(options, i), listed, scores + i) < 0) {
            PyMem_Free(scores);
            return NULL;
        }
    return scores;
}

static int append(PyObject *list, PyObject *item)
{
    const int done = item ? PyList_Append(list, item) : -1;

    Py_XDECREF(item);
    return done;
}

static int three(Py_ssize_t given, const char *name)
{
    if (given == 3)
        return 0;
    PyErr_Format(PyExc_TypeError, "%s takes 3 arguments, not %zd", name, given);
    return -1;
}

PyDoc_STRVAR(scores_doc, "scores(weights, options, listed)\n--\n\nSee pure_scores.");

static PyObject *ranks_scores(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t given)
{
    PyObject *found;
    double *scores;

    if (three(given, "scores") < 0)
        return NULL;
    scores = scored(args[0], args[1], PyObject_IsTrue(args[2]));
    if (!scores)
        return NULL;
    found = PyList_New(0);
    for (Py_ssize_t i = 0; found && i < PyTuple_Size(args[1]); i++)
        if (append(found, PyFloat_FromDouble(scores[i])) < 0)
            Py_CLEAR(found);
    PyMem_Free(scores);
    return found;
}

PyDoc_STRVAR(ranked_doc, "ranked(weights, options, listed)\n--\n\nSee pure_ranked.");

static PyObject *ranks_ranked(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t given)
{
    PyObject *found;
    double *scores, top, total = 0.0;
    Py_ssize_t size;

    if (three(given, "ranked") < 0)
        return NULL;
    scores = scored(args[0], args[1], PyObject_IsTrue(args[2]));
    if (!scores)
        return NULL;
    size = PyTuple_Size(args[1]);
    top = size ? scores[0] : 0.0;
    for (Py_ssize_t i = 1; i < size; i++)
        if (scores[i] > top)
            top = scores[i];
    for (Py_ssize_t i = 0; i < size; i++)
        total += exp(scores[i] - top);
    found = PyList_New(0);
    /* The highest that is left, again and again: there are few. */
    for (Py_ssize_t taken = 0; found && taken < size; taken++) {
        Py_ssize_t best = -1;
        for (Py_ssize_t i = 0; i < size; i++)
            if (!isnan(scores[i]) && (best < 0 || scores[i] > scores[best]))
                best = i;
        if (best < 0)
            break;
        PyObject *share = PyFloat_FromDouble(exp(scores[best] - top) / total);
        PyObject *pair = share ? PyTuple_Pack(2, PyTuple_GetItem(args[1], best), share) : NULL;
        Py_XDECREF(share);
        if (pair)
            PyObject_GC_UnTrack(pair); /* an option and a figure, neither of which leads back */
        if (append(found, pair) < 0)
            Py_CLEAR(found);
        scores[best] = NAN;
    }
    PyMem_Free(scores);
    return found;
}

#define FAST(function) ((PyCFunction)(void (*)(void))(function))

static PyMethodDef methods[] = {
    {"scores", FAST(ranks_scores), METH_FASTCALL, scores_doc},
    {"ranked", FAST(ranks_ranked), METH_FASTCALL, ranked_doc},
    {NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "detector._ranks",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__ranks(void)
{
    return PyModuleDef_Init(&definition);
}
