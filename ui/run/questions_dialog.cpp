#include "ui/run/questions_dialog.h"

#include "ui/text/sentences.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace regatta::ui {

QuestionsDialog::QuestionsDialog(const QList<model::Question> &questions,
                                 const QMap<QString, QString> &before, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("questionsDialog"));
    setWindowTitle(tr("Before this run"));
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    for (const model::Question &question : questions) {
        auto *field = new QLineEdit(before.value(question.name));
        field->setObjectName(question.name);
        auto *label =
            new QLabel(text::neutralised(question.prompt.isEmpty() ? question.name : question.prompt));
        label->setTextFormat(Qt::PlainText);
        label->setBuddy(field);
        form->addRow(label, field);
        m_fields.insert(question.name, field);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->addButton(tr("&Continue…"), QDialogButtonBox::AcceptRole)->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
}

QMap<QString, QString> QuestionsDialog::answers() const
{
    QMap<QString, QString> all;
    for (auto field = m_fields.begin(); field != m_fields.end(); ++field)
        all[field.key()] = field.value()->text();
    return all;
}

} // namespace regatta::ui
