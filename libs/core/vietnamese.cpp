// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vietnamese.h"

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

constexpr char16_t kSmallDStroke = 0x0111, kCapitalDStroke = 0x0110;

bool isMark(QChar c) { return c.category() == QChar::Mark_NonSpacing; }

// The five tones; the marks of ă, â, ê, ô, ơ, ư are part of the vowel.
bool isTone(QChar c)
{
    switch (c.unicode()) {
    case 0x0300:  // huyền
    case 0x0301:  // sắc
    case 0x0303:  // ngã
    case 0x0309:  // hỏi
    case 0x0323:  // nặng
        return true;
    default:
        return false;
    }
}

bool isPlainPair(QChar first, QChar second)
{
    const QChar a = first.toLower(), b = second.toLower();
    return (a == u'o' && (b == u'a' || b == u'e')) || (a == u'u' && b == u'y');
}

// Letters outside the basic plane do not occur in Vietnamese syllables; a surrogate ends one.
bool isLetterAt(const QString& text, qsizetype i)
{
    return i < text.size() && (text[i].isLetter() || isMark(text[i]));
}

// In NFD: [ou] tone [aey] at the end of a syllable -> [ou] [aey] tone.
void moveTones(QString& nfd)
{
    for (qsizetype i = 0; i + 2 < nfd.size(); ++i) {
        if (isTone(nfd[i + 1]) && isPlainPair(nfd[i], nfd[i + 2]) && !isLetterAt(nfd, i + 3)) {
            std::swap(nfd[i + 1], nfd[i + 2]);
            i += 2;
        }
    }
}

}  // namespace

QString fold(QStringView text)
{
    const QString nfd = text.toString().normalized(QString::NormalizationForm_D);
    QString out;
    out.reserve(nfd.size());
    bool space = false;
    for (QChar c : nfd) {
        if (c.isSpace()) {
            space = !out.isEmpty();
            continue;
        }
        if (isMark(c) || c.category() == QChar::Other_Format)
            continue;
        if (space)
            out.append(u' ');
        space = false;
        if (c == QChar(kSmallDStroke) || c == QChar(kCapitalDStroke))
            out.append(u'd');
        else
            out.append(c.toLower());
    }
    return out;
}

QString normalise(QStringView text)
{
    QString nfd = text.toString().normalized(QString::NormalizationForm_D).simplified();
    moveTones(nfd);
    return nfd.normalized(QString::NormalizationForm_C);
}

bool sameName(QStringView a, QStringView b)
{
    return normalise(a).compare(normalise(b), Qt::CaseInsensitive) == 0;
}

bool foldedContains(QStringView text, QStringView needle)
{
    return fold(text).contains(fold(needle));
}

QStringList foldedWords(QStringView text)
{
    QStringList words;
    QString word;
    const QString folded = fold(text);
    for (QChar c : folded) {
        if (c.isLetterOrNumber() || c.isSurrogate()) {
            word.append(c);
        } else if (!word.isEmpty()) {
            words.append(std::exchange(word, {}));
        }
    }
    if (!word.isEmpty())
        words.append(word);
    return words;
}

namespace {

// Kuhn's matching, so that "a a" needs two words and the order of words cannot mislead.
bool place(int query, const QStringList& queries, const QStringList& words, QList<int>& owner,
           QList<bool>& tried)
{
    for (int w = 0; w < words.size(); ++w) {
        if (tried[w] || !words[w].startsWith(queries[query]))
            continue;
        tried[w] = true;
        if (owner[w] < 0 || place(owner[w], queries, words, owner, tried)) {
            owner[w] = query;
            return true;
        }
    }
    return false;
}

}  // namespace

bool matchesTypeahead(QStringView query, QStringView candidate)
{
    constexpr int kMaxWords = 32;
    const QStringList queries = foldedWords(query.left(300)).mid(0, kMaxWords);
    if (queries.isEmpty())
        return true;
    const QStringList words = foldedWords(candidate.left(1000)).mid(0, 4 * kMaxWords);
    QList<int> owner(words.size(), -1);
    for (int q = 0; q < queries.size(); ++q) {
        QList<bool> tried(words.size(), false);
        if (!place(q, queries, words, owner, tried))
            return false;
    }
    return true;
}

}  // namespace kydai
