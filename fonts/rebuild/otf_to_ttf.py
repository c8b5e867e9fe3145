#!/usr/bin/python3
"""Converts a Fandol font from CFF to TrueType outlines.

usage: otf_to_ttf.py SOURCE.otf TARGET.ttf

What changes, and nothing else:
- outlines become quadratic, at most TOLERANCE units away from the cubic ones;
- full-width glyphs rise by RISE units: Fandol draws its characters around 0.308 em above the
  baseline although its own BASE table and line metrics put the centre at 0.38 em, where the Noto
  and Hanazono faces have it. Without this, a name such as 李镕基 has one character (from the
  fallback face) standing visibly higher than its neighbours;
- glyph names and VORG, which only CFF needs, are dropped;
- name ID 10 says that the font was modified, as the GPL asks.

The result depends on the source and on the fontTools version only (Debian's 4.38): the time stamp
in `head` stays that of the source.
"""
import sys

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

TOLERANCE = 1.0
FULL_WIDTH = 1000
RISE = 72
NOTICE = (
    "Modified by the fubiao project: converted from CFF to TrueType outlines (cu2qu, 1 unit "
    "tolerance); full-width glyphs raised by 72 units; glyph order kept, glyph names and VORG "
    "dropped. GPLv3 with the GPL font exception, exception extended to this version."
)


def draw_glyphs(font):
    """Returns the glyphs by name, quadratic and raised."""
    source = font.getGlyphSet()
    glyphs = {}
    for name in font.getGlyphOrder():
        target = TTGlyphPen(None)
        pen = Cu2QuPen(target, TOLERANCE, reverse_direction=True)
        rise = RISE if source[name].width == FULL_WIDTH else 0
        source[name].draw(TransformPen(pen, (1, 0, 0, 1, 0, rise)))
        glyphs[name] = target.glyph()
    return glyphs


def replace_outlines(font, glyphs):
    """Puts `glyf` and `loca` in the place of CFF and VORG."""
    font["loca"] = newTable("loca")
    font["glyf"] = newTable("glyf")
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["glyf"].glyphs = glyphs
    font["glyf"].compile(font)
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    font.sfntVersion = "\x00\x01\x00\x00"
    font["head"].glyphDataFormat = 0


def fit_side_bearings(font, glyphs):
    """Left and top side bearings follow the new outlines."""
    for name, glyph in glyphs.items():
        empty = glyph.numberOfContours == 0
        width, _ = font["hmtx"][name]
        font["hmtx"][name] = (width, 0 if empty else glyph.xMin)
        if width == FULL_WIDTH and not empty:
            height, top = font["vmtx"][name]
            font["vmtx"][name] = (height, top - RISE)


def describe_as_truetype(font):
    """Fills what `maxp` and `post` need for outlines without hints and without names."""
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
        "maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxPoints",
        "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentDepth",
    ):
        setattr(maxp, field, 0)  # fontTools counts points and contours when it saves
    maxp.maxZones = 1
    post = font["post"]
    post.formatType = 3.0
    post.extraNames = []
    post.mapping = {}
    post.glyphOrder = None


def say_modified(font):
    font["name"].setName(NOTICE, 10, 3, 1, 0x409)
    font["name"].setName(NOTICE, 10, 1, 0, 0)


def main():
    source, target = sys.argv[1:3]
    font = TTFont(source, recalcTimestamp=False)
    glyphs = draw_glyphs(font)
    replace_outlines(font, glyphs)
    fit_side_bearings(font, glyphs)
    describe_as_truetype(font)
    say_modified(font)
    font.save(target)


if __name__ == "__main__":
    main()
