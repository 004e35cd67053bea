#!/bin/sh
# What VS Code starts to debug a program: the adapter in hivm, which is looked for on the path.
exec "${HIVM:-hivm}" dap
