#!/bin/sh
# Compiles the kernels to PTX, which a driver compiles for its device when it loads it.
#   compile.sh [DIR]   writes into DIR, by default beside the sources
# compute_75 (Turing, 2018) is the oldest that CUDA 13 compiles for, and the kernels need nothing newer;
# PTX of version 7.0 is read by every driver since 450 (CUDA 11.0), while nvcc states its own newest one.
# What stands in the way of the older version is a hint to the assembler about parameters, left out.
set -eu
sources=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
target=${1:-$sources}
cd "$sources"
for source in *.cu; do
  name=${source%.cu}
  nvcc -ptx -std=c++17 -arch=compute_75 -fmad=false -ftz=false -prec-div=true -prec-sqrt=true \
    -o "$target/$name.ptx.new" "$source"
  sed -e 's/^\.version .*/.version 7.0/' -e '/\.pragma "used_bytes_mask/d' \
    "$target/$name.ptx.new" >"$target/$name.ptx"
  rm "$target/$name.ptx.new"
done
