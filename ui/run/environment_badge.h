#pragma once

#include "core/model/profile.h"

#include <QWidget>

namespace regatta::ui {

/// The profile's environment as a coloured word; production carries a warning sign too. Hidden for none.
class EnvironmentBadge : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentBadge(QWidget *parent = nullptr);

    void setEnvironment(model::Environment environment);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString word() const;
    QFont wordFont() const;

    model::Environment m_environment = model::Environment::None;
};

} // namespace regatta::ui
