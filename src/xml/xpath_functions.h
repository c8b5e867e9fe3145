/*
 * xpath_functions.h: functions on exact decimals and on texts of forms, for XPath.
 *
 * XPath's own numbers are floating point, in which 824.355 + 60.125 + 50.52 is not 935. These
 * functions give exact decimals as strings (docs/rules.md is their reference). Their prefix is
 * bound in every context.
 */
#ifndef FB_XML_XPATH_FUNCTIONS_H
#define FB_XML_XPATH_FUNCTIONS_H

#include "base/status.h"

#include <libxml/xpath.h>

#define FB_FUNCTION_PREFIX    "fb"
#define FB_FUNCTION_NAMESPACE "urn:fubiao:functions:1"

/* Binds the prefix and the functions in a context. */
FB_MUST_USE fb_status fb_xpath_register_functions(xmlXPathContext *context);

#endif
