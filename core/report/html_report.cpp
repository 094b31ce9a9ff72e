#include "core/report/report.h"

#include "core/report/subject_names.h"

namespace regatta::report {

namespace {

/// The policy forbids whatever a slip in escaping might let through. Colours are Okabe and Ito's.
constexpr auto head =
    "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
    "'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<style>\n"
    ":root{color-scheme:light dark;--back:#fff;--text:#1d2125;--muted:#626a73;--line:#dfe3e8;--field:#f5f6f8;"
    "--good:#00664b;--bad:#b34a00}\n"
    "@media(prefers-color-scheme:dark){:root{--back:#1b1e22;--text:#e6e9ed;--muted:#9aa3ad;--line:#343a41;"
    "--field:#24282d;--good:#3fcf9f;--bad:#ff9252}}\n"
    "body{font:15px/1.45 system-ui,sans-serif;background:var(--back);color:var(--text);margin:2em auto;"
    "max-width:72em;padding:0 1em}\n"
    "h1{font-size:1.4em;margin:0}p{color:var(--muted);margin:.3em 0 1em}\n"
    "code,pre{font-family:ui-monospace,monospace;font-size:.9em}\n"
    ".command{background:var(--field);padding:.7em 1em;border-radius:6px;overflow:auto}\n"
    "details{border-top:1px solid var(--line)}summary{display:grid;cursor:pointer;padding:.5em 0;"
    "grid-template-columns:2fr 1fr 1fr 2fr 5em;gap:1em}\n"
    ".good{color:var(--good)}.bad{color:var(--bad)}.time{text-align:right;font-variant-numeric:tabular-nums}"
    "\n"
    "pre{background:var(--field);padding:.7em 1em;border-radius:6px;overflow:auto;margin:0 0 .7em;"
    "white-space:pre-wrap}pre.stderr{border-left:4px solid var(--bad)}\n"
    "</style>\n";

QByteArray escaped(const QString &text)
{
    QString html = text.toHtmlEscaped();
    html.replace(u'\'', QStringLiteral("&#39;"));
    return html.replace(QChar::Null, QChar(0xfffd)).toUtf8();
}

void writeOutput(const RunOutput &output, model::TaskId task, model::OutputStream stream, const char *name,
                 QIODevice &device)
{
    if (output.size(task, stream) == 0)
        return;
    device.write(QByteArray("<pre class=\"") + name + "\">");
    output.readLines(task, stream, [&device](const QString &line, bool isWhole) {
        device.write(escaped(line) + (isWhole ? "\n" : ""));
    });
    device.write("</pre>\n");
}

void writeTask(const history::RunRecord &run, std::uint32_t index, const QString &host,
               const RunOutput &output, const Words &words, QIODevice &device)
{
    const history::TaskRecord &task = run.tasks[index];
    const bool isGood = task.result && task.result->outcome == model::Outcome::Succeeded;
    const auto duration = elapsed(task);
    device.write(QByteArray("<details") + (isGood ? "" : " open") + "><summary><span>" + escaped(host) +
                 "</span><span>" + escaped(task.subject.item) + "</span><span class=\"" +
                 (isGood ? "good" : "bad") + "\">" + (isGood ? "&#10003; " : "&#10007; ") +
                 escaped(words.statusOf(task)) + "</span><span>" + escaped(words.reasonOf(task)) +
                 "</span><span class=\"time\">" +
                 (duration ? escaped(words.durationOf(*duration)) : QByteArray()) + "</span></summary>\n");
    const bool isSilent = output.size({index}, model::OutputStream::Stdout) == 0 &&
                          output.size({index}, model::OutputStream::Stderr) == 0;
    if (isSilent)
        device.write("<p>" + escaped(words.noOutput) + "</p>\n");
    writeOutput(output, {index}, model::OutputStream::Stdout, "stdout", device);
    writeOutput(output, {index}, model::OutputStream::Stderr, "stderr", device);
    device.write("</details>\n");
}

} // namespace

base::Expected<void> writeHtml(const history::RunRecord &run, const RunOutput &output, const Words &words,
                               QIODevice &device)
{
    device.write(head);
    device.write("<title>" + escaped(words.title) + "</title>\n</head>\n<body>\n<h1>" + escaped(words.title) +
                 "</h1>\n<p>" + escaped(words.subtitle) + "</p>\n<pre class=\"command\" title=\"" +
                 escaped(words.command) + "\">" + escaped(run.overview.command) + "</pre>\n");
    const SubjectNames names(run);
    for (std::uint32_t i = 0; i < run.tasks.size(); ++i)
        writeTask(run, i, names.hostOf(run.tasks[i].subject), output, words, device);
    if (device.write("</body>\n</html>\n") < 0)
        return base::failure(base::ErrorCode::FileUnwritable, device.errorString());
    return {};
}

} // namespace regatta::report
