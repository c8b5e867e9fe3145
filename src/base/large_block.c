#define _GNU_SOURCE /* for MAP_ANONYMOUS, madvise and mremap, which POSIX lacks */

#include "base/large_block.h"

#include <assert.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* Returns a size in whole small pages. */
static size_t in_pages(size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);

    return (size + page - 1) / page * page;
}

void *fb_large_block_new(size_t size)
{
    static const size_t ALIGNMENT = FB_LARGE_BLOCK_LEAST;
    size_t length, head;
    char *room;

    assert(size >= FB_LARGE_BLOCK_LEAST);
    if (size > SIZE_MAX / 2)
        return NULL;
    /* The system aligns to small pages: what lies before and behind the block is given back. */
    length = in_pages(size);
    room =
        mmap(NULL, length + ALIGNMENT, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED)
        return NULL;
    head = -(uintptr_t)room % ALIGNMENT;
    if (head > 0)
        munmap(room, head);
    munmap(room + head + length, ALIGNMENT - head);
    /* Of no consequence where it fails. */
    (void)madvise(room + head, length, MADV_HUGEPAGE);
    return room + head;
}

void *fb_large_block_grow(void *block, size_t size, size_t wanted)
{
    void *room;

    assert(wanted > size);
    /* Left to itself the system moves to where no huge page can begin, and divides those it has. */
    room = fb_large_block_new(wanted);
    if (room == NULL)
        return NULL;
    if (mremap(block, in_pages(size), in_pages(wanted), MREMAP_MAYMOVE | MREMAP_FIXED, room) !=
        MAP_FAILED)
        return room;
    /* The system may have taken the room away before it failed; then it is not ours to give back.
     */
    return NULL;
}

void fb_large_block_free(void *block, size_t size)
{
    munmap(block, in_pages(size));
}
