/*
 * package_signature.h: what a file is by its first and last bytes, before a library opens it.
 */
#ifndef FB_PACKAGE_PACKAGE_SIGNATURE_H
#define FB_PACKAGE_PACKAGE_SIGNATURE_H

#include "package/package.h"

/*
 * Returns FB_PACKAGE_SOUND for a ZIP archive whose directory claims no more than
 * FB_PACKAGE_PART_LIMIT entries; else FB_PACKAGE_NOT_ZIP, _OLE, _OLE_ENCRYPTED or _TOO_MANY.
 * libzip takes memory for as many entries as are claimed, which is why they are looked at here.
 */
enum fb_package_fault_kind fb_package_signature(const void *bytes, size_t length);

#endif
