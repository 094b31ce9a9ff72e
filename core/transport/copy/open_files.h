#pragma once

#include <functional>
#include <memory>

namespace regatta::transport::copy {

/// Of one file that is open on this machine; let go of once it is closed.
using FilePlace = std::shared_ptr<void>;

/// How many files of this machine a copy may have open at once.
struct OpenFiles
{
    /// What hides the way there and back from a folder of many small files.
    size_t most = 16;
    /// Asks for a place for one more, where there are fewer than all copies could use. `granted` is called
    /// once, on the copy's thread, at once or later. Empty: there are enough.
    std::function<void(std::function<void(FilePlace)> granted)> ask = {};
};

} // namespace regatta::transport::copy
