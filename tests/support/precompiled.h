#pragma once

#include "core/precompiled.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
