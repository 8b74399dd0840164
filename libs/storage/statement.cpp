// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/statement.h"

#include <sqlite3.h>

#include "storage/db.h"
#include "storage/fault_points.h"
#include "storage/sqlite_error.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

constexpr int kMaxIdle = 128;

// SQLITE_TRANSIENT as a C++ cast: the header's macro is an old-style one.
sqlite3_destructor_type copied()
{
    return reinterpret_cast<sqlite3_destructor_type>(-1);
}

}  // namespace

Statement::Statement(DbState* state, sqlite3_stmt* handle, QByteArray key)
    : m_state(state), m_handle(handle), m_key(std::move(key)),
      m_writes(sqlite3_stmt_readonly(handle) == 0)
{
    ++m_state->live;
}

Statement::Statement(Statement&& other) noexcept
    : m_state(std::exchange(other.m_state, nullptr)),
      m_handle(std::exchange(other.m_handle, nullptr)), m_key(std::move(other.m_key)),
      m_bindError(other.m_bindError), m_writes(other.m_writes)
{
}

Statement& Statement::operator=(Statement&& other) noexcept
{
    if (this != &other) {
        giveBack();
        m_state = std::exchange(other.m_state, nullptr);
        m_handle = std::exchange(other.m_handle, nullptr);
        m_key = std::move(other.m_key);
        m_bindError = other.m_bindError;
        m_writes = other.m_writes;
    }
    return *this;
}

Statement::~Statement()
{
    giveBack();
}

void Statement::giveBack()
{
    if (!m_handle)
        return;
    --m_state->live;
    sqlite3_reset(m_handle);
    if (m_key.isEmpty() || m_state->idleCount >= kMaxIdle) {
        sqlite3_finalize(m_handle);
    } else {
        sqlite3_clear_bindings(m_handle);
        m_state->idle[m_key].append(m_handle);
        ++m_state->idleCount;
    }
    m_handle = nullptr;
    m_state = nullptr;
}

Statement& Statement::bind(int index, std::nullptr_t)
{
    const int rc = sqlite3_bind_null(m_handle, index);
    m_bindError = m_bindError ? m_bindError : rc;
    return *this;
}

Statement& Statement::bind(int index, qint64 value)
{
    const int rc = sqlite3_bind_int64(m_handle, index, value);
    m_bindError = m_bindError ? m_bindError : rc;
    return *this;
}

Statement& Statement::bind(int index, double value)
{
    const int rc = sqlite3_bind_double(m_handle, index, value);
    m_bindError = m_bindError ? m_bindError : rc;
    return *this;
}

Statement& Statement::bind(int index, const QString& value)
{
    if (value.isNull())
        return bind(index, nullptr);
    const QByteArray utf8 = value.toUtf8();
    const int rc = sqlite3_bind_text64(m_handle, index, utf8.constData(),
        sqlite3_uint64(utf8.size()), copied(), SQLITE_UTF8);
    m_bindError = m_bindError ? m_bindError : rc;
    return *this;
}

Statement& Statement::bind(int index, const QByteArray& value)
{
    if (value.isNull())
        return bind(index, nullptr);
    const int rc = sqlite3_bind_blob64(m_handle, index, value.constData(),
        sqlite3_uint64(value.size()), copied());
    m_bindError = m_bindError ? m_bindError : rc;
    return *this;
}

Statement& Statement::bind(int index, const QUuid& value)
{
    return bind(index, value.toRfc4122());
}

Statement& Statement::bindColumn(int index, const Statement& from, int column)
{
    const int rc = sqlite3_bind_value(m_handle, index, sqlite3_column_value(from.m_handle, column));
    m_bindError = m_bindError ? m_bindError : rc;
    return *this;
}

Result<bool> Statement::step()
{
    if (m_bindError) {
        const int rc = std::exchange(m_bindError, 0);
        return tl::unexpected<Error>(sqliteError(rc, nullptr, u"bind"_s));
    }
    int rc = 0;
    if (m_writes && m_state->faults)
        rc = m_state->faults->beforeWrite();
    if (rc == 0)
        rc = sqlite3_step(m_handle);
    if (rc == SQLITE_ROW)
        return true;
    if (rc == SQLITE_DONE)
        return false;
    const Error error = sqliteError(rc, m_state->handle, QString::fromUtf8(m_key.left(60)));
    sqlite3_reset(m_handle);
    return tl::unexpected<Error>(error);
}

Result<void> Statement::run()
{
    for (;;) {
        const Result<bool> row = step();
        if (!row)
            return tl::unexpected<Error>(row.error());
        if (!*row)
            break;
    }
    sqlite3_reset(m_handle);
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_handle);
}

int Statement::columnCount() const
{
    return sqlite3_column_count(m_handle);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_handle, column) == SQLITE_NULL;
}

qint64 Statement::toInt(int column) const
{
    return sqlite3_column_int64(m_handle, column);
}

double Statement::toDouble(int column) const
{
    return sqlite3_column_double(m_handle, column);
}

QString Statement::toText(int column) const
{
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_handle, column));
    return text ? QString::fromUtf8(text, sqlite3_column_bytes(m_handle, column)) : QString();
}

QByteArray Statement::toBlob(int column) const
{
    return blobView(column).toByteArray();
}

QByteArrayView Statement::blobView(int column) const
{
    const void* data = sqlite3_column_blob(m_handle, column);
    return {static_cast<const char*>(data), sqlite3_column_bytes(m_handle, column)};
}

QUuid Statement::toUuid(int column) const
{
    const QByteArrayView bytes = blobView(column);
    return bytes.size() == 16 ? QUuid::fromRfc4122(bytes) : QUuid();
}

}  // namespace kydai
