#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <string>

// Makes the body that every thread runs from a buffer of arguments, or none if their size is wrong.
using Kernel = std::function<std::function<void()>(const char *arguments, size_t size)>;

const std::map<std::string, Kernel> &kernelsByName();
