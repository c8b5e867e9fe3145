/*
 * chinese_number.h: numbers in Chinese characters.
 */
#ifndef FB_BASE_CHINESE_NUMBER_H
#define FB_BASE_CHINESE_NUMBER_H

#include "base/decimal.h"

/* The longest text that these functions write, with its NUL. */
enum { FB_CHINESE_NUMBER_TEXT = 256 };

/* Writes a number as people count: 一, 十, 十二, 二十, 一百零五. */
void fb_chinese_number(char out[FB_CHINESE_NUMBER_TEXT], uint64_t number);

/*
 * Writes an amount of money, in yuan, in capital characters as 正确填写票据和结算凭证的基本规定 (an
 * annex to the People's Bank's 支付结算办法, 银发〔1997〕393号) has it: 1409.50 is
 * 壹仟肆佰零玖元伍角, 107000.53 is 壹拾万柒仟元伍角叁分, 16409.02 is 壹万陆仟肆佰零玖元零贰分, 935
 * is 玖佰叁拾伍元整. Where the rule leaves a 零 to the writer's choice, before 角 and after 拾万,
 * there is none. An amount below zero begins with 负. Of the decimals two count, rounded half away
 * from zero.
 */
void fb_chinese_amount(char out[FB_CHINESE_NUMBER_TEXT], struct fb_decimal yuan);

#endif
