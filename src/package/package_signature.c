#include "package/package_signature.h"

#include <stdbool.h>
#include <string.h>

/* The header of a compound file ([MS-CFB] 2.2), which holds old and encrypted documents. */
static const char OLE[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/* The stream of an encrypted document ([MS-OFFCRYPTO] 2.3.4.4), as UTF-16LE. */
static const char ENCRYPTED[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/* APPNOTE.TXT 4.3.16, 4.3.15, 4.3.14: the ends of a directory, in bytes. */
enum { END = 22, COMMENT = 65535, LOCATOR = 20, END_64 = 56 };

/* An entry of a compound file's directory begins with its name ([MS-CFB] 2.6.1). */
enum { OLE_ENTRY = 128 };

static uint64_t number_at(const char *bytes, size_t size)
{
    uint64_t number = 0;

    while (size > 0)
        number = number << 8 | (unsigned char)bytes[--size];
    return number;
}

static bool is_encrypted(const char *bytes, size_t length)
{
    for (size_t at = 0; at + OLE_ENTRY <= length; at += OLE_ENTRY)
        if (memcmp(bytes + at, ENCRYPTED, sizeof ENCRYPTED - 1) == 0)
            return true;
    return false;
}

/* Returns how many entries the end of a directory at `at` claims, or the ZIP64 end beside it. */
static uint64_t entries_claimed(const char *bytes, size_t length, size_t at)
{
    uint64_t claimed = number_at(bytes + at + 10, 2), offset;

    if (at < LOCATOR || memcmp(bytes + at - LOCATOR, "PK\x06\x07", 4) != 0)
        return claimed;
    offset = number_at(bytes + at - LOCATOR + 8, 8);
    return length < END_64 || offset > length - END_64 ? claimed
                                                       : number_at(bytes + offset + 32, 8);
}

/* Every place that could be the end is looked at, for a library may take any of them. */
static bool too_many_entries(const char *bytes, size_t length)
{
    size_t first = length > END + COMMENT ? length - END - COMMENT : 0;

    for (size_t at = first; at + END <= length; at++)
        if (memcmp(bytes + at, "PK\x05\x06", 4) == 0 &&
            entries_claimed(bytes, length, at) > FB_PACKAGE_PART_LIMIT)
            return true;
    return false;
}

enum fb_package_fault_kind fb_package_signature(const void *bytes, size_t length)
{
    if (length >= sizeof OLE - 1 && memcmp(bytes, OLE, sizeof OLE - 1) == 0)
        return is_encrypted(bytes, length) ? FB_PACKAGE_OLE_ENCRYPTED : FB_PACKAGE_OLE;
    if (length < 4 || (memcmp(bytes, "PK\x03\x04", 4) != 0 && memcmp(bytes, "PK\x05\x06", 4) != 0))
        return FB_PACKAGE_NOT_ZIP;
    return too_many_entries(bytes, length) ? FB_PACKAGE_TOO_MANY : FB_PACKAGE_SOUND;
}
