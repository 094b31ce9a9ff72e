#include "app/cli/history_tables.h"
#include "app/cli/messages.h"
#include "app/cli/text.h"
#include "app/cli/verbs.h"
#include "app/data_folder.h"
#include "core/history/history_reader.h"
#include "core/history/history_writer.h"
#include "core/report/export.h"
#include "core/report/report.h"
#include "core/report/spool_measure.h"
#include "ui/text/history_words.h"
#include "ui/text/sentences.h"

#include <QCommandLineParser>

namespace regatta::cli {

namespace {

template <typename Error>
ExitCode failed(const Error &error)
{
    complain({text::sentence(error)});
    return ExitCode::CouldNotStart;
}

/// One call: what it is asked for, and the history it asks.
class HistoryCall
{
public:
    explicit HistoryCall(const QCommandLineParser &parser)
        : m_parser(parser)
        , m_reader(app::historyFile(), report::spoolMeasure())
    {}

    ExitCode list() const;
    ExitCode show() const;
    ExitCode exportRun() const;
    ExitCode compare() const;
    ExitCode remove() const;

private:
    QStringList runs() const { return m_parser.positionalArguments().mid(1); }
    bool writesJson() const { return m_parser.value(QStringLiteral("format")) == u"jsonl"; }
    bool knowsFormat() const
    {
        const QString format = m_parser.value(QStringLiteral("format"));
        return format.isEmpty() || format == u"text" || format == u"jsonl";
    }
    history::Expected<history::RunRecord> read(const QString &word) const
    {
        const auto id = m_reader.resolve(word);
        if (!id)
            return tl::unexpected(id.error());
        return m_reader.run(*id);
    }

    const QCommandLineParser &m_parser;
    const history::HistoryReader m_reader;
};

ExitCode HistoryCall::list() const
{
    bool isNumber = true;
    const QString most = m_parser.value(QStringLiteral("n"));
    const int count = most.isEmpty() ? -1 : most.toInt(&isNumber);
    if (!isNumber || count < -1 || !knowsFormat() || !runs().isEmpty())
        return usage(
            Text::tr("Usage: regatta history list [--search WORDS] [-n COUNT] [--format text|jsonl]"));
    const auto found = m_reader.runs({m_parser.value(QStringLiteral("search")), count});
    if (!found)
        return failed(found.error());
    if (writesJson()) {
        for (const history::RunOverview &run : *found)
            print(report::overviewJson(run).text());
    } else if (!found->isEmpty()) {
        print(linesOf(*found));
    } else {
        complain({Text::tr("No runs.")});
    }
    return ExitCode::AllSucceeded;
}

ExitCode HistoryCall::show() const
{
    if (runs().size() != 1 || !knowsFormat())
        return usage(Text::tr("Usage: regatta history show RUN [--format text|jsonl]"));
    const auto run = read(runs().first());
    if (!run)
        return failed(run.error());
    if (!writesJson()) {
        print(linesOf(*run));
        return ExitCode::AllSucceeded;
    }
    print(report::overviewJson(run->overview).text());
    for (std::uint32_t task = 0; task < run->tasks.size(); ++task)
        print(report::taskJson(run->tasks[task], {task}).text());
    return ExitCode::AllSucceeded;
}

ExitCode HistoryCall::exportRun() const
{
    const auto format = report::formatFromName(m_parser.value(QStringLiteral("format")));
    const QString word = m_parser.value(QStringLiteral("o"));
    const QString path = word == u"-" ? QString() : word; // standard output, as everywhere
    if (runs().size() != 1 || !format || (*format == report::Format::Files && path.isEmpty())) {
        return usage(Text::tr("Usage: regatta history export RUN --format json|csv|junit|html [-o FILE]\n"
                              "       regatta history export RUN --format files -o FOLDER"));
    }
    const auto run = read(runs().first());
    if (!run)
        return failed(run.error());
    const auto done = report::exportRun(*run, *format, text::reportWords(run->overview), path);
    if (!done)
        return failed(done.error());
    if (!done->isComplete)
        complain({text::exportIsIncomplete()});
    return done->isComplete ? ExitCode::AllSucceeded : ExitCode::SomeFailed;
}

ExitCode HistoryCall::compare() const
{
    if (runs().size() != 2 || !knowsFormat())
        return usage(Text::tr("Usage: regatta history compare RUN RUN [--format text|jsonl]"));
    const auto before = read(runs().at(0));
    if (!before)
        return failed(before.error());
    const auto after = read(runs().at(1));
    if (!after)
        return failed(after.error());
    const auto open = [](const history::RunRecord &run) {
        return report::RunOutput::open(run.overview.spool).value_or(report::RunOutput());
    };
    const auto comparison = report::compare(*before, open(*before), *after, open(*after));
    if (!writesJson()) {
        print(linesOf(comparison, *before, *after));
        return ExitCode::AllSucceeded;
    }
    if (const QString gaps = text::comparisonGaps(comparison); !gaps.isEmpty())
        complain({gaps});
    for (const report::TaskComparison &task : comparison.tasks)
        print(report::comparisonJson(task, *before, *after).text());
    return ExitCode::AllSucceeded;
}

ExitCode HistoryCall::remove() const
{
    if (runs().isEmpty())
        return usage(Text::tr("Usage: regatta history delete RUN..."));
    QStringList ids;
    for (const QString &word : runs()) {
        const auto id = m_reader.resolve(word);
        if (!id)
            return failed(id.error());
        ids << *id;
    }
    history::Expected<QStringList> kept;
    {
        history::HistoryWriter writer(app::historyFile(), {}, report::spoolMeasure());
        writer.remove(ids, [&kept](const history::Expected<QStringList> &answer) { kept = answer; });
    } // its end has waited for the answer
    if (!kept)
        return failed(kept.error());
    for (const QString &id : std::as_const(*kept))
        complain({text::sentence(history::Error{history::ErrorCode::RunGoesOn, id})});
    return kept->isEmpty() ? ExitCode::AllSucceeded : ExitCode::CouldNotStart;
}

void addHistoryOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(Text::tr(
        "Past runs and what their hosts printed. RUN is an id, the beginning of one, or \"last\".\n\n"
        "  list                 the runs, the newest first\n"
        "  show RUN             what became of each task\n"
        "  export RUN           everything, as json, csv, junit, html, or files in a folder\n"
        "  compare RUN RUN      which hosts ended differently or printed something else\n"
        "  delete RUN...        also what the hosts printed"));
    parser.addPositionalArgument(QStringLiteral("VERB"), Text::tr("One of these; list, if there is none."),
                                 QStringLiteral("[list|show|export|compare|delete]"));
    parser.addPositionalArgument(QStringLiteral("RUN"), Text::tr("The runs that it is about."),
                                 QStringLiteral("[RUN...]"));
    parser.addOptions(
        {{QStringLiteral("format"), Text::tr("text or jsonl; for export: json, csv, junit, html or files."),
          Text::tr("FORMAT")},
         {{QStringLiteral("o"), QStringLiteral("output")},
          Text::tr("For export: the file (-: standard output) or, for files, the folder."),
          Text::tr("PATH")},
         {QStringLiteral("search"),
          Text::tr("For list: runs whose name, command, profile or hosts hold these."), Text::tr("WORDS")},
         {QStringLiteral("n"), Text::tr("For list: at most so many."), Text::tr("COUNT")}});
    addHelp(parser);
}

} // namespace

ExitCode historyVerb(const QStringList &words)
{
    QCommandLineParser parser;
    addHistoryOptions(parser);
    if (!parser.parse(QStringList{QStringLiteral("regatta history")} + words))
        return usage(parser.errorText());
    if (parser.isSet(QStringLiteral("help")))
        return help(parser, QStringLiteral("history"));
    const HistoryCall call(parser);
    const QString verb = parser.positionalArguments().value(0, QStringLiteral("list"));
    if (verb == u"list")
        return call.list();
    if (verb == u"show")
        return call.show();
    if (verb == u"export")
        return call.exportRun();
    if (verb == u"compare")
        return call.compare();
    if (verb == u"delete")
        return call.remove();
    return usage(Text::tr("\"%1\" is none of list, show, export, compare and delete.").arg(verb));
}

} // namespace regatta::cli
