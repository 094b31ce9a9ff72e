#pragma once

#include "core/transport/copy/copy_order.h"
#include "core/transport/copy/file_copy.h"
#include "core/transport/copy/open_files.h"
#include "core/transport/copy/tree_walk.h"

namespace regatta::transport::copy {

/// One copy from one end to the other: a file, or a folder with all that is below it. A folder that is there
/// already keeps what else is in it; each file of it takes its place by itself. Driven by whoever owns the
/// two ends: nothing happens but in answer to them.
class CopyJob
{
public:
    /// `near` is this machine; both outlive the job.
    CopyJob(CopyOrder order, Files &near, Files &far, Checksums::Method method, OpenFiles openFiles = {});

    void start();
    /// Again after the ends have done anything.
    void goOn();
    /// Ends with this error, as soon as what was begun is removed.
    void stop(const base::Error &error);

    bool hasEnded() const { return m_result.has_value(); }
    const base::Expected<void> &result() const { return *m_result; }
    const CopyProgress &progress() const { return m_progress; }
    Checksums &checksums() { return m_checksums; }
    /// Nothing happens until it has a place for a file.
    bool awaitsPlace() const { return m_isAsking && filesAtWork() == 0; }
    /// New files that are at the destination for now.
    std::vector<QByteArray> temporaries() const;

private:
    bool isPush() const { return m_order.direction == model::FileCopy::Direction::Push; }
    template <typename Value, typename Function>
    Done<Value> then(Function function);
    void takeSource(const Attributes &attributes);
    void takeFile(const Attributes &attributes);
    void takeTree(Tree tree);
    void addFoldersAbove();
    void makeFolders();
    void copyFiles();
    size_t filesAtWork() const;
    void takePlace(const FilePlace &place);
    void begin(const Tree::Item &file, const FilePlace &place);
    void fileEnded(const base::Expected<void> &result);
    void endIfDone();
    void fail(const QByteArray &path, const char *words);

    const CopyOrder m_order;
    const QByteArray m_from; ///< without "/" at its end
    const QByteArray m_to;   ///< of what is copied itself
    const OpenFiles m_openFiles;
    Room m_room;
    Checksums m_checksums;
    const CopyEnds m_ends;
    std::unique_ptr<TreeWalk> m_walk;
    std::vector<Tree::Item> m_folders; ///< to be made; whole paths
    std::vector<Tree::Item> m_files;   ///< below m_from and m_to; one without a path is these themselves
    size_t m_nextFolder = 0;
    size_t m_nextFile = 0;
    int m_making = 0;                                ///< folders
    std::optional<qsizetype> m_depth;                ///< of the folders that are being made
    bool m_isAsking = false;                         ///< for a place
    std::vector<std::unique_ptr<FileCopy>> m_copies; ///< at work, or ended since goOn()
    CopyProgress m_progress;
    std::optional<base::Error> m_error;
    std::optional<base::Expected<void>> m_result;
    Asker m_asker;
};

} // namespace regatta::transport::copy
