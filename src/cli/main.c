/*
 * main.c: the program fubiao.
 */
#include "cli/commands.h"
#include "cli/locale.h"

int main(int argc, char **argv)
{
    fb_locale_init();
    return (int)fb_commands_run(argc, argv);
}
