#pragma once

// What nearly every file of the window includes; compiled once.
#include "core/precompiled.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QPainter>
#include <QWidget>
