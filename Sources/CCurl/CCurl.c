// libcurl brings some thirty shared libraries into a process: four of the ten milliseconds that a start took. Most starts
// fetch nothing, so libcurl is loaded by the first call that needs it. Each function here is libcurl's own of the same
// name, passed on; <curl/curl.h> keeps the types true.
#define CURL_DISABLE_TYPECHECK 1
#include "CCurl.h"

#undef curl_easy_setopt
#undef curl_easy_getinfo

#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>

static void *libcurl;

static void load(void) { libcurl = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL); }

static void *find(const char *name) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return libcurl ? dlsym(libcurl, name) : NULL;
}

// The function of that name in libcurl, with the type that its header gives it; `missing` where there is no libcurl.
#define PASS_ON(name, missing, ...)                  \
    __typeof__(&name) function = find(#name);        \
    return function ? function(__VA_ARGS__) : missing

CURLcode curl_global_init(long flags) { PASS_ON(curl_global_init, CURLE_FAILED_INIT, flags); }
CURL *curl_easy_init(void) { PASS_ON(curl_easy_init, NULL); }
const char *curl_easy_strerror(CURLcode code) { PASS_ON(curl_easy_strerror, "libcurl is not installed", code); }
CURLM *curl_multi_init(void) { PASS_ON(curl_multi_init, NULL); }
CURLMcode curl_multi_add_handle(CURLM *multi, CURL *easy) {
    PASS_ON(curl_multi_add_handle, CURLM_INTERNAL_ERROR, multi, easy);
}
CURLMcode curl_multi_remove_handle(CURLM *multi, CURL *easy) {
    PASS_ON(curl_multi_remove_handle, CURLM_INTERNAL_ERROR, multi, easy);
}
CURLMcode curl_multi_perform(CURLM *multi, int *running) {
    PASS_ON(curl_multi_perform, CURLM_INTERNAL_ERROR, multi, running);
}
CURLMcode curl_multi_poll(
    CURLM *multi, struct curl_waitfd extra[], unsigned int count, int milliseconds, int *ready
) {
    PASS_ON(curl_multi_poll, CURLM_INTERNAL_ERROR, multi, extra, count, milliseconds, ready);
}
CURLMcode curl_multi_wakeup(CURLM *multi) { PASS_ON(curl_multi_wakeup, CURLM_INTERNAL_ERROR, multi); }
CURLMsg *curl_multi_info_read(CURLM *multi, int *left) { PASS_ON(curl_multi_info_read, NULL, multi, left); }
CURLMcode curl_multi_cleanup(CURLM *multi) { PASS_ON(curl_multi_cleanup, CURLM_INTERNAL_ERROR, multi); }
struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text) {
    PASS_ON(curl_slist_append, NULL, list, text);
}

void curl_easy_cleanup(CURL *easy) {
    __typeof__(&curl_easy_cleanup) function = find("curl_easy_cleanup");
    if (function) function(easy);
}

void curl_slist_free_all(struct curl_slist *list) {
    __typeof__(&curl_slist_free_all) function = find("curl_slist_free_all");
    if (function) function(list);
}

// Every option's value is a long, a curl_off_t or a pointer: eight bytes each where this program is built.
_Static_assert(sizeof(long) == sizeof(void *) && sizeof(curl_off_t) == sizeof(void *), "not an LP64 system");

CURLcode curl_easy_setopt(CURL *easy, CURLoption option, ...) {
    va_list values;
    va_start(values, option);
    void *value = va_arg(values, void *);
    va_end(values);
    PASS_ON(curl_easy_setopt, CURLE_FAILED_INIT, easy, option, value);
}

CURLcode curl_easy_getinfo(CURL *easy, CURLINFO info, ...) {
    va_list values;
    va_start(values, info);
    void *value = va_arg(values, void *);
    va_end(values);
    PASS_ON(curl_easy_getinfo, CURLE_FAILED_INIT, easy, info, value);
}
