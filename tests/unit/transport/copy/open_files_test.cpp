#include "core/transport/copy/copy_job.h"
#include "core/transport/copy/local_files.h"
#include "tests/support/scratch_folder.h"

#include <gtest/gtest.h>

#include <deque>
#include <filesystem>

using namespace regatta;
using namespace regatta::transport;
using copy::FilePlace;
namespace fs = std::filesystem;

namespace {

constexpr int filesOfTheFolder = 40;

/// So many files may be open, whoever copies them.
class FilePlaces
{
public:
    explicit FilePlaces(int free)
        : m_free(free)
    {}

    copy::OpenFiles openFiles()
    {
        return {.ask = [this](std::function<void(FilePlace)> granted) {
            m_wanted.push_back(std::move(granted));
        }};
    }

    void serve()
    {
        while (m_free > 0 && !m_wanted.empty()) {
            --m_free;
            const auto granted = std::move(m_wanted.front());
            m_wanted.pop_front();
            granted(FilePlace(this, [](FilePlaces *places) { ++places->m_free; }));
        }
    }

    int free() const { return m_free; }
    void add(int places) { m_free += places; }

private:
    int m_free;
    std::deque<std::function<void(FilePlace)>> m_wanted;
};

class OpenFilesTest : public testing::Test, protected tests::ScratchFolder
{
protected:
    /// One of several copies of one folder, both of whose ends are folders of this machine.
    struct Copy
    {
        Copy(const CopyOrder &order, copy::OpenFiles openFiles)
            : job(order, near, far, copy::Checksums::Method::Reading, std::move(openFiles))
        {
            job.start();
        }

        copy::LocalFiles near;
        copy::LocalFiles far;
        copy::CopyJob job;
    };

    void writeFiles() const
    {
        for (int i = 0; i < filesOfTheFolder; ++i)
            write("from/" + QByteArray::number(i), QByteArray(10'000, 'x'));
    }

    std::unique_ptr<Copy> copyTo(const QByteArray &to, copy::OpenFiles openFiles) const
    {
        return std::make_unique<Copy>(CopyOrder{model::FileCopy::Direction::Push, path("from"), path(to), {}},
                                      std::move(openFiles));
    }

    int openOnThisMachine() const
    {
        const std::string folder = path("from/").toStdString();
        int count = 0;
        std::error_code error;
        for (const fs::directory_entry &entry : fs::directory_iterator("/proc/self/fd"))
            count += fs::read_symlink(entry, error).string().starts_with(folder);
        return count;
    }

    /// Until nothing moves any more; returns how many files of "from" were open at most.
    int drive(const std::vector<std::unique_ptr<Copy>> &copies, FilePlaces &places) const
    {
        int most = 0;
        bool moves = true;
        while (moves) {
            moves = false;
            places.serve();
            for (const auto &one : copies) {
                moves = moves || one->near.hasWork() || one->far.hasWork();
                one->near.work(3);
                one->far.work(3);
                one->job.goOn();
                most = std::max(most, openOnThisMachine());
            }
        }
        return most;
    }
};

} // namespace

TEST_F(OpenFilesTest, AreNoMoreThanThereArePlacesForOverAllCopies)
{
    writeFiles();
    FilePlaces places(3);
    std::vector<std::unique_ptr<Copy>> copies;
    for (const char *to : {"a", "b", "c", "d"})
        copies.push_back(copyTo(to, places.openFiles()));
    EXPECT_EQ(drive(copies, places), 3);
    for (const auto &one : copies) {
        ASSERT_TRUE(one->job.hasEnded());
        EXPECT_TRUE(one->job.result());
    }
    EXPECT_EQ(namesIn("d").size(), filesOfTheFolder);
    EXPECT_EQ(places.free(), 3) << "all have been given back";
}

TEST_F(OpenFilesTest, AreAsManyAsOneCopyMayHave)
{
    writeFiles();
    FilePlaces places(filesOfTheFolder);
    copy::OpenFiles openFiles = places.openFiles();
    openFiles.most = 5;
    std::vector<std::unique_ptr<Copy>> copies;
    copies.push_back(copyTo("a", std::move(openFiles)));
    EXPECT_EQ(drive(copies, places), 5);
    EXPECT_TRUE(copies.front()->job.hasEnded());
}

TEST_F(OpenFilesTest, MayBeWaitedForAndNoMoreWanted)
{
    writeFiles();
    FilePlaces places(0);
    std::vector<std::unique_ptr<Copy>> copies;
    copies.push_back(copyTo("a", places.openFiles()));
    EXPECT_EQ(drive(copies, places), 0);
    copy::CopyJob &job = copies.front()->job;
    EXPECT_TRUE(job.awaitsPlace());
    job.stop({base::ErrorCode::Cancelled, {}});
    EXPECT_TRUE(job.hasEnded());
    places.add(1);
    EXPECT_EQ(drive(copies, places), 0);
    EXPECT_EQ(places.free(), 1) << "who has no use for it lets go of it";
}
