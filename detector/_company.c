/* What the cases of a document come to for each of them: the compiled twin of company.py, which says
 * what each figure is for. Same operations, same order, same bits; see _fits.c.
 */
#include "_rows.h"

#include <math.h>

#define LEAST_WORDS 50

/* Fields of Case, Proposal and Place, as far as they count here. */
enum { PROPOSAL, RANKED, CLUES, CATEGORY, ACCEPTED, FIRST_PASS, CASE };
enum { FIRST, STOP, PLACE, PROPOSED };
enum { SURFACE, PLACED };

/* A case as the others see it, with the number of its surface. */
typedef struct {
    PyObject *category;
    double probability;
    Py_ssize_t surface;
    int accepted, native;
} Other;

/* What the likeliest cases of all surfaces come to. */
typedef struct {
    Py_ssize_t surfaces, foreigners, accepted;
    double words, total, foreign, highest[2];
} Company;

static int read_case(PyObject *given, PyObject *numbers, Other *other)
{
    PyObject *proposal = field(given, PROPOSAL, CASE, "a case");
    PyObject *place = field(proposal, PLACE, PROPOSED, "a proposal");
    PyObject *surface = field(place, SURFACE, PLACED, "a place");

    if (!surface)
        return -1;
    other->category = PyTuple_GetItem(given, CATEGORY);
    if (!PyUnicode_Check(other->category)) {
        PyErr_SetString(PyExc_TypeError, "a category is a str");
        return -1;
    }
    other->native = PyUnicode_CompareWithASCIIString(other->category, "native") == 0;
    other->accepted = PyObject_IsTrue(PyTuple_GetItem(given, ACCEPTED));
    other->probability = PyFloat_AsDouble(PyTuple_GetItem(given, FIRST_PASS));
    if (other->accepted < 0 || (other->probability == -1.0 && PyErr_Occurred()))
        return -1;
    other->surface = numbered(numbers, surface);
    return other->surface < 0 ? -1 : 0;
}

/* Read all cases, and note the likeliest, or the first of these, of each surface. */
static int read_cases(PyObject *cases, Other *others, Other *best, Py_ssize_t *surfaces)
{
    PyObject *numbers = PyDict_New();
    int done = numbers ? 0 : -1;

    *surfaces = 0;
    for (Py_ssize_t i = 0; done == 0 && i < PyList_Size(cases); i++) {
        done = read_case(PyList_GetItem(cases, i), numbers, others + i);
        if (done < 0)
            break;
        Other *old = best + others[i].surface;
        if (others[i].surface == *surfaces)
            ++*surfaces;
        else if (!(others[i].probability > old->probability))
            continue;
        *old = others[i];
    }
    Py_XDECREF(numbers);
    return done;
}

static Company added_up(double words, const Other *best, Py_ssize_t surfaces)
{
    Company all = {.surfaces = surfaces, .words = words > LEAST_WORDS ? words : LEAST_WORDS};

    for (Py_ssize_t i = 0; i < surfaces; i++) {
        const double own = best[i].probability;
        all.total += own;
        all.accepted += best[i].accepted;
        if (!best[i].native) {
            all.foreign += own;
            all.foreigners++;
        }
        if (i == 0 || own > all.highest[0]) {
            all.highest[1] = i ? all.highest[0] : 0.0;
            all.highest[0] = own;
        } else if (i == 1 || own > all.highest[1]) {
            all.highest[1] = own;
        }
    }
    return all;
}

static double less(double sum, double own)
{
    const double left = sum - own;

    return left > 0.0 ? left : 0.0;
}

/* Fields of Measured, and values, of one case; ``best`` is the likeliest of its surface. */
static PyObject *measured(const Company *all, const Other *own, const Other *best)
{
    const double total = less(all->total, best->probability);
    const double highest = all->highest[best->probability >= all->highest[0]];
    const double foreign = best->native ? all->foreign : less(all->foreign, best->probability);
    const Py_ssize_t count = all->foreigners - !best->native;
    const Py_ssize_t others = all->accepted - best->accepted;
    const double known = (double)others / (double)all->surfaces;
    const double mean = (foreign + 0.5) / (double)(count + 1);
    const double rate = 100 * total / all->words;
    const double value[] = {log10(total + 0.01), log10(rate + 0.01), highest,
                            log2((double)(1 + others)), known, mean};
    PyObject *company = Py_BuildValue("(OOdddndd)", own->category,
                                      own->accepted ? Py_True : Py_False, total, rate, highest,
                                      others, known, mean);
    PyObject *values =
        own->accepted ? Py_BuildValue("(ddddddd)", value[0], value[1], value[2], value[3],
                                      value[4], value[5], value[5])
                      : Py_BuildValue("(dddddd)", value[0], value[1], value[2], value[3], value[4],
                                      value[5]);

    if (company && values)
        return Py_BuildValue("(NN)", company, values);
    Py_XDECREF(company);
    Py_XDECREF(values);
    return NULL;
}

static PyObject *measured_all(const Company *all, const Other *others, const Other *best,
                              Py_ssize_t cases, PyObject *wanted)
{
    PyObject *found = PyList_New(0);

    for (Py_ssize_t i = 0; found && i < PyList_Size(wanted); i++) {
        const Py_ssize_t number = PyLong_AsSsize_t(PyList_GetItem(wanted, i));
        PyObject *one = NULL;
        if (number < 0 || number >= cases) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_IndexError, "no case has that number");
        } else {
            one = measured(all, others + number, best + others[number].surface);
        }
        if (!one || PyList_Append(found, one) < 0)
            Py_CLEAR(found);
        Py_XDECREF(one);
    }
    return found;
}

PyDoc_STRVAR(company_doc, "company(words, cases, wanted)\n--\n\nSee pure_company.");

static PyObject *company(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *cases, *wanted, *found = NULL;
    Py_ssize_t surfaces;
    double words;

    if (!PyArg_ParseTuple(args, "dO!O!:company", &words, &PyList_Type, &cases, &PyList_Type,
                          &wanted))
        return NULL;
    const Py_ssize_t size = PyList_Size(cases);
    Other *others = PyMem_Calloc((size_t)size + 1, sizeof *others);
    Other *best = PyMem_Calloc((size_t)size + 1, sizeof *best);
    if (!others || !best) {
        PyErr_NoMemory();
    } else if (read_cases(cases, others, best, &surfaces) == 0) {
        const Company all = added_up(words, best, surfaces);
        found = measured_all(&all, others, best, size, wanted);
    }
    PyMem_Free(others);
    PyMem_Free(best);
    return found;
}

static PyMethodDef methods[] = {
    {"company", company, METH_VARARGS, company_doc},
    {NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "detector._company",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__company(void)
{
    return PyModuleDef_Init(&definition);
}
