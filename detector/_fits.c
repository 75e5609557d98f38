/* How well words fit a place: the compiled twin of PureFits in fits.py, which says what each step is
 * for. Every figure is made by the same operations in the same order, so that both give the same
 * bits; build it without contraction of floating-point operations. Stable ABI of Python 3.11.
 */
#include "_places.h"

#include <math.h>
#include <string.h>

#define FIRST UINT64_C(0x2545F4914F)
#define SECOND UINT64_C(0x369DEA0F31)
#define THIRD UINT64_C(0x27D4EB2F15)
#define PRINT_SHIFT 21
#define K1 20.0
#define K2 5.0
#define MIN_TRIPLE 2
#define PAIRS 0.45
#define MAX_OPTIONS 8
#define MAX_BEHIND 3.0
#define BYTES 256
/* What is needed soon is fetched while something else is looked at. */
#if defined(__GNUC__)
#define FETCH(address) __builtin_prefetch(address)
#else
#define FETCH(address) ((void)(address))
#endif

/* Neighbours of neighbours.py, and the rows that it has unpacked. */
typedef struct {
    PyObject *object, *rows;
} Neighbours;

typedef struct {
    PyObject_HEAD
    Py_buffer offsets, prints, values, ones;
    uint64_t buckets;
    double priors[BYTES], counts[BYTES];
    Neighbours beside, distant;
    Fitting core;
} Fits;

/* Two words on either side, and what all fits between them have in common. */
typedef struct {
    uint32_t far, before, after, last;
    double pair, pair_history, unseen, near, step, p_last, floor;
} Window;

/* A word that is tried, with what Words of fits.py knows of it, and what its pairs say. */
typedef struct {
    uint32_t number;
    Py_ssize_t column;
    double whole, spread, value;
    unsigned char left, right;
} Word;

/* A word as Words of fits.py packs it (STORED). */
typedef struct {
    double whole, spread, alone;
    uint32_t number, column;
} Stored;

/* A row of neighbours: counts by column. */
typedef struct {
    PyObject *object;
    const unsigned char *counts;
    Py_ssize_t size;
} Row;

static unsigned char packed(const Fits *self, uint64_t first, uint64_t second, uint64_t third)
{
    const uint32_t *offsets = self->offsets.buf;
    const uint16_t *prints = self->prints.buf;
    const uint64_t key = (first * FIRST) ^ (second * SECOND) ^ (third * THIRD);
    const uint64_t bucket = key % self->buckets;
    const uint16_t print = (uint16_t)(key >> PRINT_SHIFT & 0xFFFF);
    uint64_t end = offsets[bucket + 1];

    if (end > (uint64_t)self->values.len)
        end = (uint64_t)self->values.len;
    for (uint64_t i = offsets[bucket]; i < end; i++)
        if (prints[i] == print)
            return ((const unsigned char *)self->values.buf)[i];
    return 0;
}

static double counted(const Fits *self, uint64_t first, uint64_t second, uint64_t third)
{
    return self->counts[packed(self, first, second, third)];
}

/* The packed count of a word by itself. */
static unsigned char one(const Fits *self, uint32_t word)
{
    return ((const unsigned char *)self->ones.buf)[word];
}

/* A word's number, checked against the vocabulary; -1 with an exception set when it is none. */
static int number(const Fits *self, PyObject *object, uint32_t *word)
{
    const long value = PyLong_AsLong(object);

    if (value == -1 && PyErr_Occurred())
        return -1;
    if (value < 0 || value >= self->ones.len) {
        PyErr_Format(PyExc_IndexError, "%ld is no word of the vocabulary", value);
        return -1;
    }
    *word = (uint32_t)value;
    return 0;
}

static int real(PyObject *object, double *value)
{
    *value = PyFloat_AsDouble(object);
    return *value == -1.0 && PyErr_Occurred() ? -1 : 0;
}

static int pair(const Fits *self, PyObject *object, uint32_t *first, uint32_t *second)
{
    if (!PyTuple_Check(object) || PyTuple_Size(object) != 2) {
        PyErr_SetString(PyExc_TypeError, "a side of a place is a tuple of two words");
        return -1;
    }
    if (number(self, PyTuple_GetItem(object, 0), first) < 0)
        return -1;
    return number(self, PyTuple_GetItem(object, 1), second);
}

/* What the fits between the words of a window have in common. */
static void common(const Fits *self, Window *here)
{
    const unsigned char after = one(self, here->after);
    const double last = self->priors[one(self, here->last)];
    here->pair = counted(self, here->far, here->before, 0);
    here->pair_history = here->pair + K2;
    here->unseen = K2 / here->pair_history / (self->counts[one(self, here->before)] + K1);
    here->near = K1 * self->priors[after];
    here->step = counted(self, here->after, here->last, 0);
    here->p_last = (here->step + K1 * last) / (self->counts[after] + K1);
    here->floor = log10(here->near * here->p_last * here->unseen);
}

static int window(const Fits *self, PyObject *left, PyObject *right, Window *here)
{
    if (pair(self, left, &here->far, &here->before) < 0)
        return -1;
    if (pair(self, right, &here->after, &here->last) < 0)
        return -1;
    common(self, here);
    return 0;
}

/* The number of the i-th word; of a pause where there is none. */
static int word_at(const Fits *self, const Spot *spot, Py_ssize_t i, uint32_t *word)
{
    long gate;

    *word = (uint32_t)spot->pause;
    if (i < 0 || i >= spot->words)
        return 0;
    gate = gate_at(spot, i);
    if (gate < 0)
        return -1;
    if (gate >> GATE_BITS >= self->ones.len) {
        PyErr_SetString(PyExc_IndexError, "a gate holds no word of the vocabulary");
        return -1;
    }
    *word = (uint32_t)(gate >> GATE_BITS);
    return 0;
}

/* Whether the gap before a word, or after the last, parts neighbours; -1 with an exception set. */
static int breaks(const Spot *spot, Py_ssize_t gap)
{
    const long kind = kind_at(spot, gap);

    return kind < 0 ? -1 : (kind & BREAK) != 0;
}

/* Two tokens on one side, from the gap and the word beside the place on. */
static int side(const Fits *self, const Spot *spot, Py_ssize_t gap, Py_ssize_t i, int step,
                uint32_t *found)
{
    for (int size = 0; size < 2; gap += step, i += step) {
        const long kind = kind_at(spot, gap);
        if (kind < 0)
            return -1;
        if (kind & (FIGURE | BREAK))
            found[size++] = (uint32_t)(kind & FIGURE ? spot->figure : spot->pause);
        if (size < 2 && word_at(self, spot, i, found + size++) < 0)
            return -1;
    }
    return 0;
}

/* The window between the tokens before one and those from another on. */
static int surround(const Fits *self, const Spot *spot, Py_ssize_t first, Py_ssize_t stop,
                    Window *here)
{
    uint32_t left[2], right[2];

    if (spot->pause < 0 || spot->pause >= self->ones.len || spot->figure < 0 ||
        spot->figure >= self->ones.len) {
        PyErr_SetString(PyExc_IndexError, "marks are no words of the vocabulary");
        return -1;
    }
    if (side(self, spot, first, first - 1, -1, left) < 0 ||
        side(self, spot, stop, stop, 1, right) < 0)
        return -1;
    here->far = left[1];
    here->before = left[0];
    here->after = right[0];
    here->last = right[1];
    common(self, here);
    return 0;
}

/* The chain with triples where their pairs were counted, less the floor. */
static double chain(const Fits *self, const Window *here, uint32_t word, double left, double right,
                    double spread, double whole)
{
    double p_last = here->p_last;
    double p_word = (left + spread) * here->unseen;
    double p_after = (right + here->near) / whole;

    if (left >= MIN_TRIPLE && MIN_TRIPLE <= here->pair)
        p_word += counted(self, here->far, here->before, word) / here->pair_history;
    if (left != 0.0 && right != 0.0) {
        double triple = 0.0;
        if (left >= MIN_TRIPLE && MIN_TRIPLE <= right)
            triple = counted(self, here->before, word, here->after);
        p_after = (triple + K2 * p_after) / (left + K2);
    }
    if (right != 0.0 && here->step != 0.0) {
        double triple = 0.0;
        if (right >= MIN_TRIPLE && MIN_TRIPLE <= here->step)
            triple = counted(self, word, here->after, here->last);
        p_last = (triple + K2 * p_last) / (right + K2);
    }
    return log10(p_word * p_after * p_last) - here->floor;
}

static double refined(const Fits *self, const Window *here, const Word *word)
{
    if (!word->left && !word->right)
        return word->value;
    return chain(self, here, word->number, self->counts[word->left], self->counts[word->right],
                 word->spread, word->whole);
}

static double together(const Fits *self, uint32_t before, uint32_t after, unsigned char left,
                       unsigned char right, double spread, double whole)
{
    double found = 0.0;

    if (before) {
        const double joint = K1 * self->counts[left] / spread + K1;
        found += log10(joint / (self->counts[one(self, before)] + K1));
    }
    if (after) {
        const double near = K1 * self->priors[one(self, after)];
        const double joint = K1 * self->counts[right] / near + K1;
        found += log10(joint / whole);
    }
    return found;
}

/* How much likelier a word and its neighbours are together than apart; 0 has no say. */
static double associated(const Fits *self, uint32_t before, uint32_t word, uint32_t after)
{
    const unsigned char own = one(self, word);
    unsigned char left, right;

    if (!word)
        return 0.0;
    left = before ? packed(self, before, word, 0) : 0;
    right = after ? packed(self, word, after, 0) : 0;
    return together(self, before, after, left, right, K1 * self->priors[own],
                    self->counts[own] + K1);
}

/* The two rows of a word: of what precedes it, and of what follows. */
enum { AFTER, BEFORE };

static int row(const Neighbours *beside, int side, uint32_t context, Row *found)
{
    PyObject *key = PyLong_FromUnsignedLongLong(2 * (unsigned long long)context + side);

    if (!key)
        return -1;
    found->object = Py_XNewRef(PyDict_GetItemWithError(beside->rows, key));
    Py_DECREF(key);
    if (!found->object && !PyErr_Occurred())
        found->object = PyObject_CallMethod(beside->object, side == AFTER ? "after" : "before",
                                            "k", (unsigned long)context);
    if (!found->object)
        return -1;
    if (!PyByteArray_Check(found->object)) {
        PyErr_SetString(PyExc_TypeError, "a row of neighbours is a bytearray");
        return -1;
    }
    found->counts = (const unsigned char *)PyByteArray_AsString(found->object);
    found->size = PyByteArray_Size(found->object);
    return 0;
}

/* The field of Words of fits.py that holds them packed. */
#define PACKED 7

static int read_words(const Fits *self, PyObject *given, Word *words, Py_ssize_t size)
{
    PyObject *field = PyTuple_GetItem(given, PACKED);
    Py_ssize_t length;
    char *bytes;

    if (!field || PyBytes_AsStringAndSize(field, &bytes, &length) < 0)
        return -1;
    if (length != size * (Py_ssize_t)sizeof(Stored)) {
        PyErr_SetString(PyExc_ValueError, "each original has odds and is packed with the words");
        return -1;
    }
    for (Py_ssize_t i = 0; i < size; i++) {
        Stored stored;
        memcpy(&stored, bytes + i * (Py_ssize_t)sizeof stored, sizeof stored);
        if (stored.number >= self->ones.len) {
            PyErr_SetString(PyExc_IndexError, "a packed word is none of the vocabulary");
            return -1;
        }
        words[i] = (Word){stored.number, stored.column, stored.whole, stored.spread, stored.alone,
                          0, 0};
    }
    return 0;
}

/* The count of a column in a row; what lies beyond the row was not counted. */
static unsigned char cell(const Row *row, Py_ssize_t column)
{
    return column < row->size ? row->counts[column] : 0;
}

static int coarse(const Fits *self, const Window *here, Word *words, Py_ssize_t size)
{
    Row after = {0}, before = {0};
    int done = -1;

    if (row(&self->beside, AFTER, here->before, &after) < 0 ||
        row(&self->beside, BEFORE, here->after, &before) < 0)
        goto end;
    for (Py_ssize_t i = 0; i < size; i++) {
        Word *word = words + i;
        if (word->column) {
            word->left = cell(&after, word->column);
            word->right = cell(&before, word->column);
        } else {
            word->left = packed(self, here->before, word->number, 0);
            word->right = packed(self, word->number, here->after, 0);
        }
        if (word->left || word->right) {
            const double both = (self->counts[word->left] + word->spread) *
                                (self->counts[word->right] + here->near);
            word->value = log10(both / word->whole / here->near);
        }
    }
    done = 0;
end:
    Py_XDECREF(after.object);
    Py_XDECREF(before.object);
    return done;
}

/* Say of each original, from 1, whether it is weighed in full: _likeliest of fits.py. */
static void choose(const double *scores, char *chosen, Py_ssize_t originals)
{
    double least = originals ? scores[1] : 0.0;
    Py_ssize_t taken = 0;

    for (Py_ssize_t i = 2; i <= originals; i++)
        if (scores[i] > least)
            least = scores[i];
    least -= MAX_BEHIND;
    for (Py_ssize_t i = 1; i <= originals; i++)
        taken += chosen[i] = scores[i] >= least;
    for (; taken > MAX_OPTIONS; taken--) {
        Py_ssize_t worst = 0;
        for (Py_ssize_t i = 1; i <= originals; i++)
            if (chosen[i] && (!worst || scores[i] <= scores[worst]))
                worst = i;
        chosen[worst] = 0;
    }
}

static int append(PyObject *list, PyObject *item)
{
    const int done = item ? PyList_Append(list, item) : -1;

    Py_XDECREF(item);
    return done;
}

static int apart(const Fits *self, const Window *here, const Word *words, Placed *found)
{
    Row before = {0}, after = {0};
    const double whole = self->counts[one(self, here->far)] + K1;
    const double unseen = here->far ? log10(K1 / whole) : 0.0;
    const double prior = self->priors[one(self, here->last)];
    int done = -1;

    if (row(&self->distant, AFTER, here->far, &before) < 0 ||
        row(&self->distant, BEFORE, here->last, &after) < 0)
        goto end;
    for (Py_ssize_t i = 0; i < found->taken; i++) {
        const Word *word = words + found->places[i];
        double value = unseen;
        if (!word->column) {
            value = 0.0;
        } else {
            const unsigned char count = cell(&before, word->column);
            if (here->far && count)
                value = log10((K1 * self->counts[count] / word->spread + K1) / whole);
            if (here->last) {
                const double next = self->counts[cell(&after, word->column)];
                value += log10((next / prior + K1) / word->whole);
            }
        }
        found->aparts[i] = value;
    }
    done = 0;
end:
    Py_XDECREF(before.object);
    Py_XDECREF(after.object);
    return done;
}

static int frame(PyObject *framed, char *chosen, Py_ssize_t originals)
{
    const Py_ssize_t size = PyList_Check(framed) ? PyList_Size(framed) : 0;

    for (Py_ssize_t at = 0; at < size; at++) {
        const Py_ssize_t i = PyLong_AsSsize_t(PyList_GetItem(framed, at));
        if (i == -1 && PyErr_Occurred())
            return -1;
        if (i < 1 || i > originals) {
            PyErr_SetString(PyExc_IndexError, "no original has that place");
            return -1;
        }
        chosen[i] = 1;
    }
    return 0;
}

/* The probability that the original is among the chosen: share of fits.py. */
static double share(const double *scores, const char *chosen, Py_ssize_t originals)
{
    double all = 0.0, some = 0.0;

    for (Py_ssize_t i = 1; i <= originals; i++) {
        const double odds = exp(scores[i]);
        all += odds;
        if (chosen[i])
            some += odds;
    }
    return some == 0.0 ? 1.0 : some / all;
}

static PyObject *listed(const double *values, Py_ssize_t size)
{
    PyObject *found = PyList_New(0);

    for (Py_ssize_t i = 0; found && i < size; i++)
        if (append(found, PyFloat_FromDouble(values[i])) < 0)
            Py_CLEAR(found);
    return found;
}

/* What is weighed: words of which the first is the surface, and odds of the others. */
typedef struct {
    const Window *here;
    PyObject *words, *framed;
    const double *odds;
    Py_ssize_t originals;
    double least;
} Question;

/* The figures of those that were chosen, in order. */
static int weigh_chosen(const Fits *self, const Question *asked, const Word *words, double own,
                        const double *scores, const char *chosen, Placed *found)
{
    const Window *here = asked->here;

    found->taken = 0;
    for (Py_ssize_t i = 1; i <= asked->originals; i++) {
        if (!chosen[i])
            continue;
        found->places[found->taken] = i;
        found->gains[found->taken++] = refined(self, here, words + i) - own;
    }
    found->own = own + here->floor;
    found->association = together(self, here->before, here->after, words->left, words->right,
                                  words->spread, words->whole);
    found->share = share(scores, chosen, asked->originals);
    return apart(self, here, words, found);
}

/* Weigh of fits.py: 1 when it is worth a look, 0 when not; scores from the second on are those of
 * the originals. */
static int weighed(const Fits *self, const Question *asked, double *scores, Placed *found)
{
    const Py_ssize_t size = asked->originals + 1;
    double best, own;
    int done = -1;

    if (!PyTuple_Check(asked->words)) {
        PyErr_SetString(PyExc_TypeError, "words are a tuple");
        return -1;
    }
    Word *words = PyMem_Malloc((size_t)size * (sizeof(Word) + 1));
    if (!words) {
        PyErr_NoMemory();
        return -1;
    }
    char *chosen = (char *)(words + size);
    if (read_words(self, asked->words, words, size) < 0 ||
        coarse(self, asked->here, words, size) < 0)
        goto end;

    own = best = refined(self, asked->here, words);
    for (Py_ssize_t i = 1; i < size; i++)
        if (words[i].value > best)
            best = words[i].value;
    if (best - own < asked->least) {
        done = 0;
        goto end;
    }
    for (Py_ssize_t i = 1; i < size; i++)
        scores[i] = asked->odds[i - 1] + PAIRS * words[i].value;
    choose(scores, chosen, size - 1);
    if ((!asked->framed || frame(asked->framed, chosen, size - 1) == 0) &&
        weigh_chosen(self, asked, words, own, scores, chosen, found) == 0)
        done = 1;
end:
    PyMem_Free(words);
    return done;
}

/* Room for the figures of so many originals, in memory that holds their scores and is freed as
 * those; NULL with an exception set. */
static double *room(Py_ssize_t originals, Placed *found)
{
    double *scores = PyMem_Malloc((size_t)(originals + 1) * (3 * sizeof(double) + sizeof(Py_ssize_t)));

    if (!scores)
        return (double *)PyErr_NoMemory();
    found->gains = scores + originals + 1;
    found->aparts = found->gains + originals + 1;
    found->places = (Py_ssize_t *)(found->aparts + originals + 1);
    return scores;
}

/* Weighed of fits.py, or Placed of it; NULL with an exception set when that fails. */
static PyObject *answer(const Placed *found, const double *scores, Py_ssize_t originals)
{
    PyObject *all = scores ? listed(scores + 1, originals) : PyFloat_FromDouble(found->share);
    PyObject *places = PyList_New(0), *gains = listed(found->gains, found->taken);
    PyObject *aparts = listed(found->aparts, found->taken), *row = NULL;

    for (Py_ssize_t i = 0; places && i < found->taken; i++)
        if (append(places, PyLong_FromSsize_t(found->places[i])) < 0)
            Py_CLEAR(places);
    if (all && places && gains && aparts)
        row = Py_BuildValue("ddOOOO", found->own, found->association, all, places, gains, aparts);
    Py_XDECREF(all);
    Py_XDECREF(places);
    Py_XDECREF(gains);
    Py_XDECREF(aparts);
    return row;
}

/* The same with the odds in a buffer of an object; whole says whether all scores are wanted. */
static PyObject *weighed_by(const Fits *self, Question *asked, PyObject *odds, int whole)
{
    PyObject *row = NULL;
    double *scores = NULL;
    Placed found;
    Py_buffer view;
    int done;

    if (PyObject_GetBuffer(odds, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    if (view.len % (Py_ssize_t)sizeof *asked->odds) {
        PyErr_SetString(PyExc_ValueError, "odds are whole numbers of figures");
        goto end;
    }
    asked->odds = view.buf;
    asked->originals = view.len / (Py_ssize_t)sizeof *asked->odds;
    scores = room(asked->originals, &found);
    if (!scores)
        goto end;
    done = weighed(self, asked, scores, &found);
    if (done > 0)
        row = answer(&found, whole ? scores : NULL, asked->originals);
    else if (done == 0)
        row = Py_NewRef(Py_None);
end:
    PyMem_Free(scores);
    PyBuffer_Release(&view);
    return row;
}

PyDoc_STRVAR(weigh_doc, "weigh(left, right, words, odds, framed=(), least=-inf)\n--\n\n"
                        "See PureFits.weigh; ``framed`` is a list, or anything else for none.");

static PyObject *Fits_weigh(Fits *self, PyObject *const *args, Py_ssize_t given)
{
    Window here;
    Question asked = {.here = &here, .least = -INFINITY};

    if (given < 4 || given > 6)
        return PyErr_Format(PyExc_TypeError, "weigh takes 4 to 6 arguments, not %zd", given);
    if (window(self, args[0], args[1], &here) < 0)
        return NULL;
    asked.words = args[2];
    asked.framed = given > 4 ? args[4] : NULL;
    if (given == 6 && real(args[5], &asked.least) < 0)
        return NULL;
    return weighed_by(self, &asked, args[3], 1);
}

PyDoc_STRVAR(weigh_at_doc, "weigh_at(place, words, odds, framed, least)\n--\n\n"
                           "See PureFits.weigh_at; ``framed`` is as in weigh.");

static PyObject *Fits_weigh_at(Fits *self, PyObject *const *args, Py_ssize_t given)
{
    Window here;
    Spot spot;
    Question asked = {.here = &here};

    if (given != 5)
        return PyErr_Format(PyExc_TypeError, "weigh_at takes 5 arguments, not %zd", given);
    asked.words = args[1];
    asked.framed = args[3];
    if (read_spot(args[0], &spot) < 0 || surround(self, &spot, spot.first, spot.stop, &here) < 0 ||
        real(args[4], &asked.least) < 0)
        return NULL;
    return weighed_by(self, &asked, args[2], 0);
}

/* The same for another compiled module: see Fitting. */
static int core_weigh(void *object, const Spot *spot, PyObject *words, const double *odds,
                      Py_ssize_t originals, PyObject *framed, double least, Placed *found)
{
    const Fits *self = object;
    Window here;
    const Question asked = {&here, words, framed, odds, originals, least};
    double *scores;
    int done = -1;

    if (surround(self, spot, spot->first, spot->stop, &here) < 0)
        return -1;
    scores = PyMem_Malloc((size_t)(originals + 1) * sizeof *scores);
    if (scores)
        done = weighed(self, &asked, scores, found);
    else
        PyErr_NoMemory();
    PyMem_Free(scores);
    return done;
}

/* The fit of a word in a window. */
static double fit_of(const Fits *self, const Window *here, uint32_t word)
{
    const unsigned char own = one(self, word);

    return chain(self, here, word, counted(self, here->before, word, 0),
                 counted(self, word, here->after, 0), K1 * self->priors[own],
                 self->counts[own] + K1) +
           here->floor;
}

/* See Fitting. */
static int core_beyond(void *object, const Spot *spot, double *found)
{
    const Fits *self = object;
    uint32_t word;
    Window here;

    if (spot->stop >= spot->words) {
        PyErr_SetString(PyExc_IndexError, "no word follows the place");
        return -1;
    }
    if (word_at(self, spot, spot->stop, &word) < 0 ||
        surround(self, spot, spot->first, spot->stop + 1, &here) < 0)
        return -1;
    *found = fit_of(self, &here, word);
    return 0;
}

PyDoc_STRVAR(fit_doc, "fit(left, right, word)\n--\n\nSee PureFits.fit.");

static PyObject *Fits_fit(Fits *self, PyObject *const *args, Py_ssize_t given)
{
    Window here;
    uint32_t word;

    if (given != 3)
        return PyErr_Format(PyExc_TypeError, "fit takes 3 arguments, not %zd", given);
    if (window(self, args[0], args[1], &here) < 0 || number(self, args[2], &word) < 0)
        return NULL;
    return PyFloat_FromDouble(fit_of(self, &here, word));
}

/* Three numbers of words, the last of which may be left out. */
static int three(PyObject *const *args, Py_ssize_t given, uint32_t *words)
{
    if (given != 2 && given != 3) {
        PyErr_Format(PyExc_TypeError, "two or three words are needed, not %zd", given);
        return -1;
    }
    words[2] = 0;
    for (Py_ssize_t at = 0; at < given; at++) {
        const long value = PyLong_AsLong(args[at]);
        if (value == -1 && PyErr_Occurred())
            return -1;
        words[at] = (uint32_t)value;
    }
    return 0;
}

PyDoc_STRVAR(packed_doc, "packed(first, second, third=0)\n--\n\n"
                         "The stored count of two or three words, 0 where they were not counted.");

static PyObject *Fits_packed(Fits *self, PyObject *const *args, Py_ssize_t given)
{
    uint32_t words[3];

    if (three(args, given, words) < 0)
        return NULL;
    return PyLong_FromLong(packed(self, words[0], words[1], words[2]));
}

PyDoc_STRVAR(association_doc, "association(before, word, after)\n--\n\nSee PureFits.association.");

static PyObject *Fits_association(Fits *self, PyObject *const *args, Py_ssize_t given)
{
    uint32_t before, word, after;

    if (given != 3)
        return PyErr_Format(PyExc_TypeError, "association takes 3 arguments, not %zd", given);
    if (number(self, args[0], &before) < 0 || number(self, args[1], &word) < 0 ||
        number(self, args[2], &after) < 0)
        return NULL;
    return PyFloat_FromDouble(associated(self, before, word, after));
}

PyDoc_STRVAR(estranged_doc, "Places of a text whose word is not at home there; see PureFits.");

/* A place of a text, its gate, and the words there and on either side, 0 for none. */
typedef struct {
    Py_ssize_t at;
    long gate;
    uint32_t before, word, after;
} Stand;

/* What a place's associations are looked up in; fetched while other places are looked at. */
static void fetch_pair(const Fits *self, uint64_t first, uint64_t second, int prints)
{
    const uint64_t bucket = ((first * FIRST) ^ (second * SECOND)) % self->buckets;
    const uint32_t *offset = (const uint32_t *)self->offsets.buf + bucket;

    if (!first || !second)
        return;
    if (!prints)
        FETCH(offset);
    else if (*offset < (uint64_t)self->values.len)
        FETCH((const uint16_t *)self->prints.buf + *offset);
}

static int stand(const Fits *self, const Spot *spot, PyObject *place, Stand *here)
{
    const Py_ssize_t at = PyLong_AsSsize_t(place);
    int left, right;

    if (at == -1 && PyErr_Occurred())
        return -1;
    if (at < 0 || at >= spot->words) {
        PyErr_SetString(PyExc_IndexError, "the text has no such place");
        return -1;
    }
    here->at = at;
    here->gate = PyLong_AsLong(PyList_GetItem(spot->gates, at));
    left = breaks(spot, at);
    right = left < 0 ? -1 : breaks(spot, at + 1);
    if (right < 0 || word_at(self, spot, at, &here->word) < 0)
        return -1;
    if (left)
        here->before = 0;
    else if (word_at(self, spot, at - 1, &here->before) < 0)
        return -1;
    if (right)
        here->after = 0;
    else if (word_at(self, spot, at + 1, &here->after) < 0)
        return -1;
    return 0;
}

static PyObject *Fits_estranged(Fits *self, PyObject *const *args, Py_ssize_t given)
{
    Spot spot = {0};
    PyObject *found = NULL;
    Py_ssize_t size;
    Stand *stands;
    double least;
    long spared;

    if (given != 5 || !PyList_Check(args[0]) || !PyList_Check(args[1]) || !PyList_Check(args[2])) {
        PyErr_SetString(PyExc_TypeError, "estranged(list, list, list, int, float)");
        return NULL;
    }
    spot.gates = args[0];
    spot.kinds = args[1];
    spot.words = PyList_Size(args[0]);
    spared = PyLong_AsLong(args[3]);
    if (real(args[4], &least) < 0 || (spared == -1 && PyErr_Occurred()))
        return NULL;
    if (PyList_Size(args[1]) != spot.words + 1) {
        PyErr_SetString(PyExc_IndexError, "there is one gap more than words");
        return NULL;
    }
    size = PyList_Size(args[2]);
    stands = PyMem_Malloc((size_t)(size + 1) * sizeof *stands);
    if (!stands)
        return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < size; i++) {
        if (stand(self, &spot, PyList_GetItem(args[2], i), stands + i) < 0)
            goto end;
        fetch_pair(self, stands[i].before, stands[i].word, 0);
        fetch_pair(self, stands[i].word, stands[i].after, 0);
    }
    for (Py_ssize_t i = 0; i < size; i++) {
        fetch_pair(self, stands[i].before, stands[i].word, 1);
        fetch_pair(self, stands[i].word, stands[i].after, 1);
    }
    found = PyList_New(0);
    for (Py_ssize_t i = 0; found && i < size; i++) {
        const Stand *here = stands + i;
        if ((here->gate & spared ||
             associated(self, here->before, here->word, here->after) < least) &&
            PyList_Append(found, PyList_GetItem(args[2], i)) < 0)
            Py_CLEAR(found);
    }
end:
    PyMem_Free(stands);
    return found;
}

static int doubles(PyObject *given, double *values)
{
    if (!PyTuple_Check(given) || PyTuple_Size(given) != BYTES) {
        PyErr_Format(PyExc_ValueError, "a figure for each of %d bytes is needed", BYTES);
        return -1;
    }
    for (int at = 0; at < BYTES; at++)
        if (real(PyTuple_GetItem(given, at), values + at) < 0)
            return -1;
    return 0;
}

static int neighbours(PyObject *object, Neighbours *found)
{
    found->object = Py_NewRef(object);
    found->rows = PyObject_GetAttrString(object, "rows");
    if (found->rows && !PyDict_Check(found->rows))
        PyErr_SetString(PyExc_TypeError, "rows of neighbours are a dict");
    return PyErr_Occurred() ? -1 : 0;
}

static PyObject *Fits_new(PyTypeObject *type, PyObject *args, PyObject *names)
{
    PyObject *table, *beside, *distant, *offsets, *prints, *values, *ones, *priors, *counts;
    unsigned long long buckets;
    Fits *self;

    if (names && PyDict_Size(names)) {
        PyErr_SetString(PyExc_TypeError, "Fits takes no keyword arguments");
        return NULL;
    }
    if (!PyArg_ParseTuple(args, "O!OO:Fits", &PyTuple_Type, &table, &beside, &distant) ||
        !PyArg_ParseTuple(table, "KOOOOOO:Table", &buckets, &offsets, &prints, &values, &ones,
                          &priors, &counts))
        return NULL;
    self = (Fits *)PyType_GenericAlloc(type, 0);
    if (!self)
        return NULL;
    self->buckets = buckets;
    self->core = (Fitting){self, core_weigh, core_beyond};
    if (neighbours(beside, &self->beside) < 0 || neighbours(distant, &self->distant) < 0)
        goto fail;
    if (PyObject_GetBuffer(offsets, &self->offsets, PyBUF_SIMPLE) < 0 ||
        PyObject_GetBuffer(prints, &self->prints, PyBUF_SIMPLE) < 0 ||
        PyObject_GetBuffer(values, &self->values, PyBUF_SIMPLE) < 0 ||
        PyObject_GetBuffer(ones, &self->ones, PyBUF_SIMPLE) < 0 ||
        doubles(priors, self->priors) < 0 || doubles(counts, self->counts) < 0)
        goto fail;
    if (!buckets || (uint64_t)self->offsets.len != 4 * ((uint64_t)buckets + 1) ||
        self->prints.len != 2 * self->values.len || !self->ones.len) {
        PyErr_SetString(PyExc_ValueError, "the parts of the table do not fit together");
        goto fail;
    }
    return (PyObject *)self;
fail:
    Py_DECREF(self);
    return NULL;
}

static int Fits_traverse(Fits *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE((PyObject *)self));
    Py_VISIT(self->beside.object);
    Py_VISIT(self->beside.rows);
    Py_VISIT(self->distant.object);
    Py_VISIT(self->distant.rows);
    return 0;
}

static int Fits_clear(Fits *self)
{
    Py_CLEAR(self->beside.object);
    Py_CLEAR(self->beside.rows);
    Py_CLEAR(self->distant.object);
    Py_CLEAR(self->distant.rows);
    return 0;
}

static void Fits_dealloc(Fits *self)
{
    PyTypeObject *type = Py_TYPE((PyObject *)self);

    PyObject_GC_UnTrack(self);
    Fits_clear(self);
    PyBuffer_Release(&self->offsets);
    PyBuffer_Release(&self->prints);
    PyBuffer_Release(&self->values);
    PyBuffer_Release(&self->ones);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

/* What another compiled module weighs places by. */
static PyObject *Fits_core(Fits *self, void *Py_UNUSED(closure))
{
    return capsule_of((PyObject *)self, &self->core, FITTING);
}

#define FAST(function) ((PyCFunction)(void (*)(void))(function))

static PyMethodDef methods[] = {
    {"association", FAST(Fits_association), METH_FASTCALL, association_doc},
    {"estranged", FAST(Fits_estranged), METH_FASTCALL, estranged_doc},
    {"fit", FAST(Fits_fit), METH_FASTCALL, fit_doc},
    {"packed", FAST(Fits_packed), METH_FASTCALL, packed_doc},
    {"weigh", FAST(Fits_weigh), METH_FASTCALL, weigh_doc},
    {"weigh_at", FAST(Fits_weigh_at), METH_FASTCALL, weigh_at_doc},
    {NULL},
};

static PyGetSetDef attributes[] = {
    {"core", (getter)Fits_core, NULL, "What another compiled module weighs places by.", NULL},
    {NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_doc, "Fits of words between two words on either side; see PureFits."},
    {Py_tp_new, Fits_new},
    {Py_tp_dealloc, Fits_dealloc},
    {Py_tp_traverse, Fits_traverse},
    {Py_tp_clear, Fits_clear},
    {Py_tp_methods, methods},
    {Py_tp_getset, attributes},
    {0, NULL},
};

static PyType_Spec spec = {
    .name = "detector._fits.Fits",
    .basicsize = sizeof(Fits),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots,
};

static int add(PyObject *module)
{
    PyObject *type = PyType_FromSpec(&spec);
    const int done = type ? PyModule_AddObjectRef(module, "Fits", type) : -1;

    Py_XDECREF(type);
    return done;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, add}, {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "detector._fits", .m_slots = module_slots,
};

PyMODINIT_FUNC PyInit__fits(void)
{
    return PyModuleDef_Init(&definition);
}
