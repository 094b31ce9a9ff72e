#include "ui/theme/elided_label.h"

#include <QVBoxLayout>

#include <gtest/gtest.h>

namespace regatta::ui {
namespace {

struct LayoutRequests : QObject
{
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::LayoutRequest;
        return false;
    }
    int count = 0;
};

TEST(ElidedLabel, EndsInAnEllipsisWhereItIsCut)
{
    ElidedLabel label;
    label.setText(QStringLiteral("All tasks, in the order of arrival"));
    label.resize(label.wholeWidth(), 20);
    EXPECT_EQ(label.shownText(), label.text());
    label.resize(80, 20);
    EXPECT_TRUE(label.shownText().endsWith(u'…')) << label.shownText().toStdString();
    EXPECT_EQ(label.minimumSizeHint().width(), 0);
}

TEST(ElidedLabel, ANewTextLeavesTheLayoutAlone)
{
    QWidget parent;
    ElidedLabel &label = *new ElidedLabel(&parent);
    auto *layout = new QVBoxLayout(&parent);
    layout->addWidget(&label);
    parent.show();
    QCoreApplication::sendPostedEvents();
    LayoutRequests requests;
    parent.installEventFilter(&requests);
    label.setText(QStringLiteral("parallelism 1.93 of 4"));
    QCoreApplication::sendPostedEvents();
    EXPECT_EQ(requests.count, 0);
    layout->invalidate();
    label.updateGeometry();
    QCoreApplication::sendPostedEvents();
    EXPECT_GT(requests.count, 0) << "they are counted";
}

} // namespace
} // namespace regatta::ui
