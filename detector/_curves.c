/* What clues add up to on their curves: the compiled twins of the functions of curves.py, which say
 * what each is for. Same operations, same order, same bits; see _fits.c.
 */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#include <string.h>

/* The fields of a clue that count here, in their order; the others belong to its evidence. */
enum { NAME, VALUE, SOURCE, TEMPLATE, PARTS, FIELDS };

static int real(PyObject *object, double *value)
{
    *value = PyFloat_AsDouble(object);
    return *value == -1.0 && PyErr_Occurred() ? -1 : 0;
}

static int tuple(PyObject *object, Py_ssize_t least, const char *what)
{
    if (object && PyTuple_Check(object) && PyTuple_Size(object) >= least)
        return 0;
    if (!PyErr_Occurred())
        PyErr_Format(PyExc_TypeError, "%s is a tuple of %zd or more", what, least);
    return -1;
}

/* The line of a clue's curve that holds at its value; NULL without an exception for no curve. */
static PyObject *line(PyObject *curves, PyObject *clue, double *value)
{
    PyObject *curve, *knots, *lines;
    Py_ssize_t at = 0;
    double knot;

    if (tuple(clue, FIELDS, "a clue") < 0)
        return NULL;
    curve = PyDict_GetItemWithError(curves, PyTuple_GetItem(clue, NAME));
    if (!curve)
        return NULL;
    if (tuple(curve, 2, "a curve") < 0 || real(PyTuple_GetItem(clue, VALUE), value) < 0)
        return NULL;
    knots = PyTuple_GetItem(curve, 0);
    lines = PyTuple_GetItem(curve, 1);
    if (tuple(knots, 0, "a row of knots") < 0 || tuple(lines, 1, "a row of lines") < 0)
        return NULL;
    for (const Py_ssize_t size = PyTuple_Size(knots); at < size; at++) {
        if (real(PyTuple_GetItem(knots, at), &knot) < 0)
            return NULL;
        if (*value < knot)
            break;
    }
    return PyTuple_GetItem(lines, at);
}

/* Base plus slope times value, of the pair of them that begins at a place of a line. */
static int weight(PyObject *line, Py_ssize_t at, double value, double *found)
{
    double base, slope;

    if (tuple(line, at + 2, "a line") < 0 || real(PyTuple_GetItem(line, at), &base) < 0 ||
        real(PyTuple_GetItem(line, at + 1), &slope) < 0)
        return -1;
    *found = base + slope * value;
    return 0;
}

/* The i-th figure of a packed curve. */
static double figure(const char *bytes, Py_ssize_t i)
{
    double value;

    memcpy(&value, bytes + i * (Py_ssize_t)sizeof value, sizeof value);
    return value;
}

/* Add what a packed curve (`curves.packed`) of so many lines makes of a value to the totals. */
static int add_packed(PyObject *curve, double value, double *totals, int lines)
{
    Py_ssize_t length, knots, at = 0;
    char *bytes;

    if (PyBytes_AsStringAndSize(curve, &bytes, &length) < 0)
        return -1;
    length /= (Py_ssize_t)sizeof(double);
    /* 1 + knots + 2 * lines * (knots + 1) figures, the first of which says how many knots. */
    knots = length ? (length - 1 - 2 * lines) / (1 + 2 * lines) : -1;
    if (knots < 0 || length != 1 + knots + 2 * lines * (knots + 1) ||
        figure(bytes, 0) != (double)knots) {
        PyErr_SetString(PyExc_ValueError, "this is no packed curve of so many lines");
        return -1;
    }
    while (at < knots && value >= figure(bytes, 1 + at))
        at++;
    at = 1 + knots + 2 * lines * at;
    for (int which = 0; which < lines; which++, at += 2)
        totals[which] += figure(bytes, at) + figure(bytes, at + 1) * value;
    return 0;
}

/* Add what the curve of a clue, if it has one, makes of it to the totals. */
static int add_clue(PyObject *curves, PyObject *clue, double *totals, int lines)
{
    PyObject *curve, *held;
    double value, found;

    if (tuple(clue, FIELDS, "a clue") < 0)
        return -1;
    curve = PyDict_GetItemWithError(curves, PyTuple_GetItem(clue, NAME));
    if (!curve)
        return PyErr_Occurred() ? -1 : 0;
    if (PyBytes_Check(curve)) {
        if (real(PyTuple_GetItem(clue, VALUE), &value) < 0)
            return -1;
        return add_packed(curve, value, totals, lines);
    }
    held = line(curves, clue, &value);
    if (!held)
        return -1;
    for (int which = 0; which < lines; which++) {
        if (weight(held, 2 * which, value, &found) < 0)
            return -1;
        totals[which] += found;
    }
    return 0;
}

/* Add up the clues on curves with so many lines each, on top of what the totals hold. */
static int add_up(PyObject *const *args, Py_ssize_t given, double *totals, int lines)
{
    PyObject *rows;
    int done = 0;

    if (given != 2 + lines) {
        PyErr_Format(PyExc_TypeError, "%d arguments are needed, not %zd", 2 + lines, given);
        return -1;
    }
    if (!PyDict_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "curves are a dict");
        return -1;
    }
    for (int which = 0; which < lines; which++)
        if (real(args[2 + which], totals + which) < 0)
            return -1;
    rows = PySequence_Tuple(args[1]);
    if (!rows)
        return -1;
    for (Py_ssize_t i = 0; !done && i < PyTuple_Size(rows); i++)
        done = add_clue(args[0], PyTuple_GetItem(rows, i), totals, lines);
    Py_DECREF(rows);
    return done;
}

PyDoc_STRVAR(total_doc, "total(curves, rows, start)\n--\n\nSee pure_total.");

static PyObject *total(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t given)
{
    double found;

    return add_up(args, given, &found, 1) < 0 ? NULL : PyFloat_FromDouble(found);
}

PyDoc_STRVAR(totals_doc, "totals(curves, rows, one, other)\n--\n\nSee pure_totals.");

static PyObject *totals(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t given)
{
    double found[2];

    return add_up(args, given, found, 2) < 0 ? NULL : Py_BuildValue("dd", found[0], found[1]);
}

PyDoc_STRVAR(summed_doc, "summed(curves, values, start)\n--\n\n"
                         "See pure_summed; curves are packed, values a tuple of no more of them.");

static PyObject *summed(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t given)
{
    double found, value;
    Py_ssize_t size;

    if (given != 3)
        return PyErr_Format(PyExc_TypeError, "3 arguments are needed, not %zd", given);
    if (tuple(args[1], 0, "a row of values") < 0)
        return NULL;
    size = PyTuple_Size(args[1]);
    if (tuple(args[0], size, "a row of curves") < 0 || real(args[2], &found) < 0)
        return NULL;
    for (Py_ssize_t i = 0; i < size; i++) {
        PyObject *curve = PyTuple_GetItem(args[0], i);
        if (curve == Py_None)
            continue;
        if (real(PyTuple_GetItem(args[1], i), &value) < 0 ||
            add_packed(curve, value, &found, 1) < 0)
            return NULL;
    }
    return PyFloat_FromDouble(found);
}

PyDoc_STRVAR(weighed_doc, "weighed(curves, rows, language)\n--\n\nSee pure_weighed.");

static PyObject *weighed(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *curves, *given, *language, *rows, *found;

    if (!PyArg_ParseTuple(args, "O!OO:weighed", &PyDict_Type, &curves, &given, &language))
        return NULL;
    rows = PySequence_Tuple(given);
    found = PyList_New(0);
    for (Py_ssize_t i = 0; rows && found && i < PyTuple_Size(rows); i++) {
        PyObject *clue = PyTuple_GetItem(rows, i), *item;
        double value, own;
        PyObject *held = line(curves, clue, &value);
        if (!held && !PyErr_Occurred())
            continue;
        item = !held || weight(held, 0, value, &own) < 0
                   ? NULL
                   : Py_BuildValue("OOdOOOO", PyTuple_GetItem(clue, NAME),
                                   PyTuple_GetItem(clue, VALUE), own,
                                   PyTuple_GetItem(clue, SOURCE), PyTuple_GetItem(clue, TEMPLATE),
                                   PyTuple_GetItem(clue, PARTS), language);
        if (!item || PyList_Append(found, item) < 0)
            Py_CLEAR(found);
        Py_XDECREF(item);
    }
    if (!rows)
        Py_CLEAR(found);
    Py_XDECREF(rows);
    return found;
}

#define FAST(function) ((PyCFunction)(void (*)(void))(function))

static PyMethodDef methods[] = {
    {"summed", FAST(summed), METH_FASTCALL, summed_doc},
    {"total", FAST(total), METH_FASTCALL, total_doc},
    {"totals", FAST(totals), METH_FASTCALL, totals_doc},
    {"weighed", weighed, METH_VARARGS, weighed_doc},
    {NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "detector._curves",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__curves(void)
{
    return PyModuleDef_Init(&definition);
}
