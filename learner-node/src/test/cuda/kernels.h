#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>

// A kernel with its arguments, which every thread runs.
struct Call {
  virtual ~Call() = default;
  virtual void run() const = 0;
  // Of the call itself, which stands for the memory of arguments on a device.
  virtual size_t size() const = 0;
};

// Makes a call from a buffer of arguments, or none if their size is wrong.
using Kernel = std::function<std::unique_ptr<Call>(const char *arguments, size_t size)>;

const std::map<std::string, Kernel> &kernelsByName();
