#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the clips and the still in tests/media/data with ffmpeg: a moving pattern whose upper edge holds the number
of the picture, in the way media/synthetic_source.h reads it. Made once and committed.

Usage: tests/media/make_clips.py
"""
import os
import subprocess

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
BITS = 16


def picture(width, height, number):
    square = width // BITS
    rows = []
    counter = bytes(235 if x // square < BITS and number >> (x // square) & 1 else 16
                    for x in range(width))
    for y in range(height):
        if y < min(square, height // 4):
            rows.append(counter)
            continue
        shift = number * 3 + y * 128 // height
        rows.append(bytes(60 + min(w, 255 - w) for x in range(width)
                          for w in [(x * 256 // width + shift) & 255]))
    return b"".join(rows)


def make(name, width, height, count, group):
    raw = b"".join(picture(width, height, n) for n in range(1, count + 1))
    command = ["ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "gray", "-s",
               f"{width}x{height}", "-r", "25", "-i", "-", "-pix_fmt", "yuv420p", "-c:v", "libx264",
               "-profile:v", "main", "-bf", "0", "-g", str(group), "-sc_threshold", "0", "-qp", "30",
               "-x264-params", "repeat-headers=1", "-bsf:v", "h264_metadata=aud=insert", "-f", "h264",
               os.path.join(HERE, name)]
    subprocess.run(command, input=raw, check=True)


make("clip_160.h264", 160, 90, 75, 25)
make("clip_128.h264", 128, 72, 25, 25)
make("clip_320.h264", 320, 180, 50, 25)

still = subprocess.run(["ffmpeg", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "gray", "-s",
                        "160x90", "-i", "-", "-pix_fmt", "yuvj420p", "-f", "mjpeg", "-"],
                       input=picture(160, 90, 40), check=True, capture_output=True).stdout
with open(os.path.join(HERE, "still.jpg"), "wb") as out:
    out.write(still)
