// SPDX-License-Identifier: Apache-2.0
// For test programs that open OpenGL. Graphics drivers keep what they allocated until the process
// ends, in modules already unloaded when leaks are looked for, so that no suppression can name
// them: leak detection is off for the whole program, the other address checks stay on.
#ifdef __SANITIZE_ADDRESS__
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() {
  return "detect_leaks=0";
}
#endif
