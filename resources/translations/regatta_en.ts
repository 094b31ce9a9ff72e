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
        <source>%n task(s) in %1: %2</source>
        <translation>
            <numerusform>%n task in %1: %2</numerusform>
            <numerusform>%n tasks in %1: %2</numerusform>
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
