// SPDX-License-Identifier: GPL-3.0-or-later
// The sub-commands. They open the store beside a running server. The value is the exit code.
#pragma once

#include "core/result.h"
#include "options.h"

namespace kydai::server {

int addUser(const Options& options);
int listUsers(const Options& options);
int addKey(const Options& options);
int checkStore(const Options& options);
int importAreas(const Options& options);
int importCameras(const Options& options);
int importReports(const Options& options);
int serve(const Options& options);

// "kydai-server: WHAT: why" on standard error; gives 1.
int failed(const QString& what, const Error& error);

}  // namespace kydai::server
