/* What the cases of a document say of each other: the compiled twin of interplay.py, which says what
 * each figure is for. Same operations, same order, same bits; see _fits.c.
 */
#include "_rows.h"

#include <math.h>
#include <stdlib.h>

#define TOUCH 2
#define RARE 1e-6
#define CERTAIN 13.8
#define NEVER 1e-3
#define BILLION 9
#define ABSENT (-99.0)
#define TRAITS 23
/* Of inversion.py. */
#define SHIFT 4
enum { MOBY = 1, MOBY_BACK = 2, WORDNET = 4, RELATED = 8, MISMATCH = 128 };

/* Fields of Case, Proposal, Place, Option and Known, in their order. */
enum { PROPOSAL, RANKED, CLUES, CATEGORY, ACCEPTED, FIRST_PASS, LOGIT, CASE };
enum { FIRST, STOP, PLACE, RULES, PROPOSED };
enum { SURFACE, SURFACE_NUMBER, SURFACE_FORM, SURFACE_ZIPF, SURFACE_ENGLISH, PLACED };
enum { KNOWN, GAIN, APART, AFFINITY, FIT, ELSEWHERE, FRAME, OPTION };
enum { TEXT, NUMBER, LINK, FORM, ZIPF, ENGLISH, KNOWN_FIELDS };

/* A case, by the numbers of its surface and of the text of its best original. */
typedef struct {
    PyObject *object, *place, *best, *known;
    double logit, gain;
    Py_ssize_t first, stop, surface, text, pair;
} Case;

/* Places of one surface: how many, what the first pass makes of them, and gains. */
typedef struct {
    Py_ssize_t count;
    double logits, gains, least[2];
} Like;

/* Surfaces that have one best original: how many, and the log-odds of the two likeliest. */
typedef struct {
    Py_ssize_t surfaces, likeliest;
    double first, second;
} Best;

/* Places of one surface that have one best original. */
typedef struct {
    Py_ssize_t count, surface, text;
    double likeliest;
} Pair;

typedef struct {
    Py_ssize_t surface, text, number;
} Key;

typedef struct {
    Case *cases;
    Like *like;
    Best *best;
    Pair *pairs;
    Py_ssize_t size;
    double words;
} Interplay;

static int real(PyObject *object, double *value)
{
    if (!object)
        return -1;
    *value = PyFloat_AsDouble(object);
    return *value == -1.0 && PyErr_Occurred() ? -1 : 0;
}

static int whole(PyObject *object, Py_ssize_t *value)
{
    if (!object)
        return -1;
    *value = PyLong_AsSsize_t(object);
    return *value == -1 && PyErr_Occurred() ? -1 : 0;
}

static double log_odds(double probability)
{
    if (RARE < probability && probability < 1 - RARE)
        return log(probability / (1 - probability));
    return probability > RARE ? CERTAIN : -CERTAIN;
}

/* The option that stands at a rank; NULL with an exception set. */
static PyObject *ranked(PyObject *given, Py_ssize_t rank)
{
    PyObject *all = field(given, RANKED, CASE, "a case");

    if (!all)
        return NULL;
    if (!PyList_Check(all)) {
        PyErr_SetString(PyExc_TypeError, "ranked options are a list");
        return NULL;
    }
    return field(PyList_GetItem(all, rank), 0, 2, "a ranked option");
}

static int read_case(Case *found, PyObject *given, PyObject *surfaces, PyObject *texts)
{
    PyObject *proposal = field(given, PROPOSAL, CASE, "a case");
    double probability;

    found->object = given;
    found->place = field(proposal, PLACE, PROPOSED, "a proposal");
    if (!found->place || whole(PyTuple_GetItem(proposal, FIRST), &found->first) < 0 ||
        whole(PyTuple_GetItem(proposal, STOP), &found->stop) < 0 ||
        real(PyTuple_GetItem(given, FIRST_PASS), &probability) < 0)
        return -1;
    found->logit = log_odds(probability);
    found->best = ranked(given, 0);
    found->known = field(found->best, KNOWN, OPTION, "an option");
    if (!found->known || real(PyTuple_GetItem(found->best, GAIN), &found->gain) < 0)
        return -1;
    found->surface = numbered(surfaces, field(found->place, SURFACE, PLACED, "a place"));
    if (found->surface < 0)
        return -1;
    found->text = numbered(texts, field(found->known, TEXT, KNOWN_FIELDS, "an original"));
    return found->text < 0 ? -1 : 0;
}

static void add_like(Like *like, const Case *own)
{
    like->logits += own->logit;
    like->gains += own->gain;
    if (!like->count) {
        like->least[0] = own->gain;
    } else if (own->gain < like->least[0]) {
        like->least[1] = like->least[0];
        like->least[0] = own->gain;
    } else if (like->count == 1 || own->gain < like->least[1]) {
        like->least[1] = own->gain;
    }
    like->count++;
}

static int compared(const void *one, const void *other)
{
    const Key *a = one, *b = other;

    if (a->surface != b->surface)
        return a->surface < b->surface ? -1 : 1;
    if (a->text != b->text)
        return a->text < b->text ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

/* Number the pairs of surface and original, and count the cases of each. */
static Py_ssize_t pair_up(Interplay *all, Key *keys)
{
    Py_ssize_t pairs = 0;

    for (Py_ssize_t i = 0; i < all->size; i++)
        keys[i] = (Key){all->cases[i].surface, all->cases[i].text, i};
    qsort(keys, (size_t)all->size, sizeof *keys, compared);
    for (Py_ssize_t i = 0; i < all->size; i++) {
        Case *own = all->cases + keys[i].number;
        Pair *last = all->pairs + pairs - 1;
        if (!pairs || last->surface != own->surface || last->text != own->text) {
            last = all->pairs + pairs++;
            *last = (Pair){0, own->surface, own->text, -CERTAIN};
        }
        last->count++;
        if (own->logit > last->likeliest)
            last->likeliest = own->logit;
        own->pair = pairs - 1;
    }
    return pairs;
}

static void add_best(Best *best, const Pair *pair)
{
    if (!best->surfaces || pair->likeliest > best->first) {
        best->second = best->first;
        best->first = pair->likeliest;
        best->likeliest = pair->surface;
    } else if (best->surfaces == 1 || pair->likeliest > best->second) {
        best->second = pair->likeliest;
    }
    best->surfaces++;
}

static int add_up(Interplay *all, PyObject *given, Key *keys)
{
    PyObject *surfaces = PyDict_New(), *texts = PyDict_New();
    int done = surfaces && texts ? 0 : -1;

    for (Py_ssize_t i = 0; done == 0 && i < all->size; i++)
        done = read_case(all->cases + i, PyList_GetItem(given, i), surfaces, texts);
    Py_XDECREF(surfaces);
    Py_XDECREF(texts);
    if (done < 0)
        return -1;
    for (Py_ssize_t i = 0; i < all->size; i++)
        add_like(all->like + all->cases[i].surface, all->cases + i);
    const Py_ssize_t pairs = pair_up(all, keys);
    for (Py_ssize_t i = 0; i < pairs; i++)
        add_best(all->best + all->pairs[i].text, all->pairs + i);
    return 0;
}

/* The log-odds of the likelier of the cases that touch one. */
static double touching(const Interplay *all, Py_ssize_t number)
{
    const Case *own = all->cases + number;
    double found = ABSENT;

    for (Py_ssize_t other = number - 1; other <= number + 1; other += 2) {
        if (other < 0 || other >= all->size)
            continue;
        const Case *beside = all->cases + other;
        if (beside->first - own->stop <= TOUCH && own->first - beside->stop <= TOUCH &&
            beside->logit > found)
            found = beside->logit;
    }
    return found;
}

/* The others than one of the places of a surface. */
static double *others(const Interplay *all, const Case *own, double *value)
{
    const Like *like = all->like + own->surface;
    const double count = (double)(like->count - 1);

    *value++ = count;
    if (like->count == 1) {
        for (int i = 0; i < 5; i++)
            *value++ = ABSENT;
        return value;
    }
    const double logits = like->logits - own->logit;
    *value++ = logits / count;
    *value++ = logits;
    *value++ = (like->gains - own->gain) / count;
    *value++ = like->least[own->gain <= like->least[0]];
    *value++ = (double)(all->pairs[own->pair].count - 1) / count;
    return value;
}

static int traits_of(const Interplay *all, Py_ssize_t number, PyObject *categories, double *value)
{
    static const long kinds[] = {MOBY, MOBY_BACK, WORDNET, RELATED, MISMATCH};
    const Case *own = all->cases + number;
    const Best *best = all->best + own->text;
    PyObject *suits = field(own->best, FIT, OPTION, "an option"), *second;
    Py_ssize_t category, of[3], link;
    double zipf;
    int stands;

    category = PySequence_Index(categories, PyTuple_GetItem(own->object, CATEGORY));
    if (category < 0 || !field(suits, 0, 3, "a fit"))
        return -1;
    *value++ = (double)category;
    value = others(all, own, value);
    *value++ = (double)(best->surfaces - 1);
    *value++ = best->likeliest != own->surface ? best->first
               : best->surfaces > 1            ? best->second
                                               : ABSENT;
    *value++ = touching(all, number);
    stands = PyObject_IsTrue(PyTuple_GetItem(own->known, NUMBER));
    if (stands < 0 || real(PyTuple_GetItem(own->known, ZIPF), &zipf) < 0 ||
        real(PyTuple_GetItem(own->known, ENGLISH), value + 1) < 0 ||
        real(PyTuple_GetItem(own->place, SURFACE_ENGLISH), value + 2) < 0 ||
        real(PyTuple_GetItem(own->best, APART), value + 4) < 0 ||
        whole(PyTuple_GetItem(own->known, LINK), &link) < 0)
        return -1;
    value[0] = zipf;
    value[3] = log10(NEVER + (stands ? pow(10.0, zipf - BILLION) * all->words : 0.0));
    for (int i = 0; i < 3; i++)
        if (whole(PyTuple_GetItem(suits, i), of + i) < 0)
            return -1;
    value[5] = (double)(of[0] + of[1] + of[2]);
    value[6] = (double)(link >> SHIFT & 7);
    value += 7;
    for (int i = 0; i < 5; i++)
        *value++ = (link & kinds[i]) != 0;
    *value = ABSENT;
    if (PyList_Size(PyTuple_GetItem(own->object, RANKED)) < 2)
        return 0;
    second = ranked(own->object, 1);
    return real(field(second, GAIN, OPTION, "an option"), value);
}

static int traits_of_some(const Interplay *all, PyObject *wanted, PyObject *categories,
                          PyObject *values)
{
    const Py_ssize_t rows = PyList_Size(wanted);
    Py_buffer view;
    int done = -1;

    if (PyObject_GetBuffer(values, &view, PyBUF_WRITABLE) < 0)
        return -1;
    const Py_ssize_t width = rows ? view.len / rows / (Py_ssize_t)sizeof(double) : TRAITS;
    if (width < TRAITS || rows * width * (Py_ssize_t)sizeof(double) != view.len) {
        PyErr_SetString(PyExc_ValueError, "there is no room for the traits");
        goto end;
    }
    for (Py_ssize_t i = 0; i < rows; i++) {
        Py_ssize_t number;
        if (whole(PyList_GetItem(wanted, i), &number) < 0)
            goto end;
        if (number < 0 || number >= all->size) {
            PyErr_SetString(PyExc_IndexError, "no case has that number");
            goto end;
        }
        if (traits_of(all, number, categories, (double *)view.buf + i * width) < 0)
            goto end;
    }
    done = 0;
end:
    PyBuffer_Release(&view);
    return done;
}

PyDoc_STRVAR(traits_doc, "traits(words, cases, wanted, categories, values)\n--\n\n"
                         "See pure_traits.");

static PyObject *interplay_traits(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *cases, *wanted, *categories, *values;
    Interplay all = {0};
    int done = -1;

    if (!PyArg_ParseTuple(args, "dO!O!O!O:traits", &all.words, &PyList_Type, &cases, &PyList_Type,
                          &wanted, &PyTuple_Type, &categories, &values))
        return NULL;
    all.size = PyList_Size(cases);
    const size_t room = (size_t)all.size + 1;
    Key *keys = PyMem_Calloc(room, sizeof *keys);
    all.cases = PyMem_Calloc(room, sizeof *all.cases);
    all.like = PyMem_Calloc(room, sizeof *all.like);
    all.best = PyMem_Calloc(room, sizeof *all.best);
    all.pairs = PyMem_Calloc(room, sizeof *all.pairs);
    if (!keys || !all.cases || !all.like || !all.best || !all.pairs)
        PyErr_NoMemory();
    else if (add_up(&all, cases, keys) == 0)
        done = traits_of_some(&all, wanted, categories, values);
    PyMem_Free(keys);
    PyMem_Free(all.cases);
    PyMem_Free(all.like);
    PyMem_Free(all.best);
    PyMem_Free(all.pairs);
    if (done < 0)
        return NULL;
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"traits", interplay_traits, METH_VARARGS, traits_doc},
    {NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "detector._interplay",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__interplay(void)
{
    return PyModuleDef_Init(&definition);
}
