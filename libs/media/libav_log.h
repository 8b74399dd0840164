// SPDX-License-Identifier: GPL-3.0-or-later
// libav's messages go to the log category "kydai.media.libav" without credentials; and a thread can
// ask which status a server last answered with, which libav tells in no other way. Any thread.
#pragma once

namespace kydai::media {

void useLibavLog();          // once a program; repeated calls change nothing
void forgetServerStatus();   // of the calling thread
int serverStatus();          // last one libav complained of; 0 = none

}  // namespace kydai::media
