#pragma once

#include "core/answers/answer.h"

#include <QByteArrayList>
#include <QByteArrayView>

namespace regatta::answers {

/// Takes out of a line what makes no difference. Pure.
class LineNormaliser
{
public:
    /// `names`: what the host may call itself, see namesOf().
    LineNormaliser(const AnswerOptions &options, QByteArrayList names);

    /// A line without its newline.
    QByteArray normalised(QByteArrayView line) const;

private:
    const AnswerOptions m_options;
    const QByteArrayList m_names; // longest first
};

/// What a host that is addressed as `address` may call itself: that, and its first label if it isn't a
/// number.
QByteArrayList namesOf(const QString &address);

} // namespace regatta::answers
