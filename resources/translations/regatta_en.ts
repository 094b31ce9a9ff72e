<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CommandLine</name>
    <message numerus="yes">
        <source>Wave %1 of %2: %n target(s)</source>
        <translation>
            <numerusform>Wave %1 of %2: %n target</numerusform>
            <numerusform>Wave %1 of %2: %n targets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n wave(s), of so many targets: %1</source>
        <translation>
            <numerusform>In %n wave, of so many targets: %1</numerusform>
            <numerusform>In %n waves, of so many targets: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) found their host unreachable</source>
        <translation>
            <numerusform>%n task found its host unreachable</numerusform>
            <numerusform>%n tasks found their hosts unreachable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) have failed</source>
        <translation>
            <numerusform>%n task has failed</numerusform>
            <numerusform>%n tasks have failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The keys of %n host(s) are not known yet:</source>
        <translation>
            <numerusform>The key of %n host is not known yet:</numerusform>
            <numerusform>The keys of %n hosts are not known yet:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more host(s) ask for a password. The same for all? [Y/n] </source>
        <translation>
            <numerusform>%n more host asks for a password. The same for all? [Y/n] </numerusform>
            <numerusform>%n more hosts ask for a password. The same for all? [Y/n] </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sudo asks on %n more host(s). The same for all? [Y/n] </source>
        <translation>
            <numerusform>sudo asks on %n more host. The same for all? [Y/n] </numerusform>
            <numerusform>sudo asks on %n more hosts. The same for all? [Y/n] </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>PRODUCTION: %1 on %n target(s), %2 to %3.</source>
        <translation>
            <numerusform>PRODUCTION: %1 on %n target, %2 to %3.</numerusform>
            <numerusform>PRODUCTION: %1 on %n targets, %2 to %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n task(s) differ</source>
        <translation>
            <numerusform>%1 of %n task differs</numerusform>
            <numerusform>%1 of %n tasks differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s)</source>
        <translation>
            <numerusform>%Ln target</numerusform>
            <numerusform>%Ln targets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s)</source>
        <translation>
            <numerusform>%Ln item</numerusform>
            <numerusform>%Ln items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s)</source>
        <translation>
            <numerusform>%Ln task</numerusform>
            <numerusform>%Ln tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) in %1: %2</source>
        <translation>
            <numerusform>%Ln task in %1: %2</numerusform>
            <numerusform>%Ln tasks in %1: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Servers refuse so many at once: slowed down to %n handshake(s) at a time, and those are tried again.</source>
        <translation>
            <numerusform>Servers refuse so many at once: slowed down to %n handshake at a time, and those are tried again.</numerusform>
            <numerusform>Servers refuse so many at once: slowed down to %n handshakes at a time, and those are tried again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, slowed down to %n handshake(s) at once</source>
        <translation>
            <numerusform>, slowed down to %n handshake at once</numerusform>
            <numerusform>, slowed down to %n handshakes at once</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::text::Names</name>
    <message numerus="yes">
        <source>%Ln succeeded</source>
        <translation>
            <numerusform>%Ln succeeded</numerusform>
            <numerusform>%Ln succeeded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unreachable</source>
        <translation>
            <numerusform>%Ln unreachable</numerusform>
            <numerusform>%Ln unreachable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln host key(s) refused</source>
        <translation>
            <numerusform>%Ln host key refused</numerusform>
            <numerusform>%Ln host keys refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln log-in(s) failed</source>
        <translation>
            <numerusform>%Ln log-in failed</numerusform>
            <numerusform>%Ln log-ins failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln timed out</source>
        <translation>
            <numerusform>%Ln timed out</numerusform>
            <numerusform>%Ln timed out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln connection(s) lost</source>
        <translation>
            <numerusform>%Ln connection lost</numerusform>
            <numerusform>%Ln connections lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stopped</source>
        <translation>
            <numerusform>%Ln stopped</numerusform>
            <numerusform>%Ln stopped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stop(s) unverified</source>
        <translation>
            <numerusform>%Ln stop unverified</numerusform>
            <numerusform>%Ln stops unverified</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not started</source>
        <translation>
            <numerusform>%Ln not started</numerusform>
            <numerusform>%Ln not started</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln internal error(s)</source>
        <translation>
            <numerusform>%Ln internal error</numerusform>
            <numerusform>%Ln internal errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln interrupted</source>
        <translation>
            <numerusform>%Ln interrupted</numerusform>
            <numerusform>%Ln interrupted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::AnswerList</name>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::AnswerTextModel</name>
    <message numerus="yes">
        <source>%n equal line(s)</source>
        <translation>
            <numerusform>%n equal line</numerusform>
            <numerusform>%n equal lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::AnswersPane</name>
    <message numerus="yes">
        <source>%n different answer(s)</source>
        <translation>
            <numerusform>%n different answer</numerusform>
            <numerusform>%n different answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %n task(s)</source>
        <translation>
            <numerusform>from %n task</numerusform>
            <numerusform>from %n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::ConfirmDialog</name>
    <message numerus="yes">
        <source>%Ln failure(s)</source>
        <translation>
            <numerusform>%Ln failure</numerusform>
            <numerusform>%Ln failures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::DesktopSecrets</name>
    <message numerus="yes">
        <source>Forget %n password(s) and passphrase(s) that the desktop&apos;s secret store keeps for Regatta?</source>
        <translation>
            <numerusform>Forget the %n password or passphrase that the desktop&apos;s secret store keeps for Regatta?</numerusform>
            <numerusform>Forget %n passwords and passphrases that the desktop&apos;s secret store keeps for Regatta?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::DetailsView</name>
    <message numerus="yes">
        <source>%1 byte(s)</source>
        <translation>
            <numerusform>%1 byte</numerusform>
            <numerusform>%1 bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::FindBar</name>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln match</numerusform>
            <numerusform>%Ln matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::LogInDialog</name>
    <message numerus="yes">
        <source>%1 asks for a password, and so do %n other host(s).</source>
        <translation>
            <numerusform>%1 asks for a password, and so does %n other host.</numerusform>
            <numerusform>%1 asks for a password, and so do %n other hosts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sudo wants the password of %1, and so it does on %n other host(s).</source>
        <translation>
            <numerusform>sudo wants the password of %1, and so it does on %n other host.</numerusform>
            <numerusform>sudo wants the password of %1, and so it does on %n other hosts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::LogPane</name>
    <message numerus="yes">
        <source>%n selected task(s) · %1</source>
        <translation>
            <numerusform>%n selected task · %1</numerusform>
            <numerusform>%n selected tasks · %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) that did not succeed · %1</source>
        <translation>
            <numerusform>%n task that did not succeed · %1</numerusform>
            <numerusform>%n tasks that did not succeed · %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 line(s)</source>
        <translation>
            <numerusform>%1 line</numerusform>
            <numerusform>%1 lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::MainWindow</name>
    <message numerus="yes">
        <source>Still to end: %1 of %Ln task(s).</source>
        <translation>
            <numerusform>Still to end: %1 of %Ln task.</numerusform>
            <numerusform>Still to end: %1 of %Ln tasks.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::Notices</name>
    <message numerus="yes">
        <source>%1 of %Ln task(s) did not reach the host</source>
        <translation>
            <numerusform>%1 of %Ln task did not reach its host</numerusform>
            <numerusform>%1 of %Ln tasks did not reach their hosts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln task(s) failed</source>
        <translation>
            <numerusform>%1 of %Ln task failed</numerusform>
            <numerusform>%1 of %Ln tasks failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln task(s) of wave %2 did not reach the host</source>
        <translation>
            <numerusform>%1 of %Ln task of wave %2 did not reach its host</numerusform>
            <numerusform>%1 of %Ln tasks of wave %2 did not reach their hosts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln task(s) of wave %2 failed</source>
        <translation>
            <numerusform>%1 of %Ln task of wave %2 failed</numerusform>
            <numerusform>%1 of %Ln tasks of wave %2 failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::PreviewDialog</name>
    <message numerus="yes">
        <source>%Ln command line(s)</source>
        <translation>
            <numerusform>%Ln command line</numerusform>
            <numerusform>%Ln command lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln command line(s)</source>
        <translation>
            <numerusform>%1 of %Ln command line</numerusform>
            <numerusform>%1 of %Ln command lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::ProfileEditor</name>
    <message numerus="yes">
        <source>%Ln target(s)</source>
        <translation>
            <numerusform>%Ln target</numerusform>
            <numerusform>%Ln targets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s)</source>
        <translation>
            <numerusform>%Ln task</numerusform>
            <numerusform>%Ln tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::RunStatusBar</name>
    <message numerus="yes">
        <source>slowed down: %n handshake(s) at once, servers refuse more</source>
        <translation>
            <numerusform>slowed down: %n handshake at once, servers refuse more</numerusform>
            <numerusform>slowed down: %n handshakes at once, servers refuse more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::SessionsButton</name>
    <message numerus="yes">
        <source>%n session(s) kept open</source>
        <translation>
            <numerusform>%n session kept open</numerusform>
            <numerusform>%n sessions kept open</numerusform>
        </translation>
    </message>
</context>
</TS>
