<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CommandLine</name>
    <message numerus="yes">
        <source>Wave %1 of %2: %n target(s)</source>
        <translation>
            <numerusform>第 %1 批，共 %2 批：%n 个目标</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n wave(s), of so many targets: %1</source>
        <translation>
            <numerusform>分 %n 批，各批目标数：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>RUN</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>STARTED</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>TIME</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>RESULT</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>run      %1</source>
        <translation>运行      %1</translation>
    </message>
    <message>
        <source>name     %1</source>
        <translation>名称      %1</translation>
    </message>
    <message>
        <source>command  %1</source>
        <translation>命令      %1</translation>
    </message>
    <message>
        <source>profile  %1</source>
        <translation>方案      %1</translation>
    </message>
    <message>
        <source>retries  %1</source>
        <translation>重试自    %1</translation>
    </message>
    <message>
        <source>started  %1</source>
        <translation>开始      %1</translation>
    </message>
    <message>
        <source>result   %1</source>
        <translation>结果      %1</translation>
    </message>
    <message>
        <source>time     %1, peak parallel %2, effective %3</source>
        <translation>用时      %1，最大并行 %2，有效并行 %3</translation>
    </message>
    <message>
        <source>%1 -&gt; %2</source>
        <translation>%1 -&gt; %2</translation>
    </message>
    <message>
        <source>output differs</source>
        <translation>输出不同</translation>
    </message>
    <message>
        <source>Usage: regatta history list [--search WORDS] [-n COUNT] [--format text|jsonl]</source>
        <translation>用法：regatta history list [--search 词语] [-n 数量] [--format text|jsonl]</translation>
    </message>
    <message>
        <source>No runs.</source>
        <translation>没有运行记录。</translation>
    </message>
    <message>
        <source>Usage: regatta history show RUN [--format text|jsonl]</source>
        <translation>用法：regatta history show 运行 [--format text|jsonl]</translation>
    </message>
    <message>
        <source>Usage: regatta history export RUN --format json|csv|junit|html [-o FILE]
       regatta history export RUN --format files -o FOLDER</source>
        <translation>用法：regatta history export 运行 --format json|csv|junit|html [-o 文件]
      regatta history export 运行 --format files -o 文件夹</translation>
    </message>
    <message>
        <source>Usage: regatta history compare RUN RUN [--format text|jsonl]</source>
        <translation>用法：regatta history compare 运行 运行 [--format text|jsonl]</translation>
    </message>
    <message>
        <source>Usage: regatta history delete RUN...</source>
        <translation>用法：regatta history delete 运行...</translation>
    </message>
    <message>
        <source>Past runs and what their hosts printed. RUN is an id, the beginning of one, or &quot;last&quot;.

  list                 the runs, the newest first
  show RUN             what became of each task
  export RUN           everything, as json, csv, junit, html, or files in a folder
  compare RUN RUN      which hosts ended differently or printed something else
  delete RUN...        also what the hosts printed</source>
        <translation>过去的运行以及主机的输出。“运行”是一个标识、它的开头部分，或 “last”。

  list                 列出运行，最新的在前
  show RUN             每个任务的结果
  export RUN           全部内容：json、csv、junit、html，或文件夹中的文件
  compare RUN RUN      哪些主机的结果或输出不同
  delete RUN...        连同主机的输出一起删除</translation>
    </message>
    <message>
        <source>One of these; list, if there is none.</source>
        <translation>其中之一；省略时为 list。</translation>
    </message>
    <message>
        <source>The runs that it is about.</source>
        <translation>所涉及的运行。</translation>
    </message>
    <message>
        <source>text or jsonl; for export: json, csv, junit, html or files.</source>
        <translation>text 或 jsonl；导出时：json、csv、junit、html 或 files。</translation>
    </message>
    <message>
        <source>FORMAT</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>PATH</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>For list: runs whose name, command, profile or hosts hold these.</source>
        <translation>列出时：名称、命令、方案或主机中含有这些词语的运行。</translation>
    </message>
    <message>
        <source>WORDS</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>For list: at most so many.</source>
        <translation>列出时：最多这么多条。</translation>
    </message>
    <message>
        <source>COUNT</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is none of list, show, export, compare and delete.</source>
        <translation>“%1” 不是 list、show、export、compare 或 delete。</translation>
    </message>
    <message>
        <source>warning: </source>
        <translation>警告：</translation>
    </message>
    <message>
        <source>Named more than once, run once: %1</source>
        <translation>多次列出、只运行一次：%1</translation>
    </message>
    <message>
        <source>Runs what did not succeed in a past run again: the same hosts, items and commands, as a run of its own.</source>
        <translation>再次运行过去某次运行中未成功的任务：相同的主机、项目和命令，作为一次独立的运行。</translation>
    </message>
    <message>
        <source>Only what was reached and went wrong.</source>
        <translation>仅限已连上但出错的任务。</translation>
    </message>
    <message>
        <source>Only what had not begun.</source>
        <translation>仅限尚未开始的任务。</translation>
    </message>
    <message>
        <source>Only hosts that were not reached.</source>
        <translation>仅限未能连上的主机。</translation>
    </message>
    <message>
        <source>A past run: last, or the beginning of its id.</source>
        <translation>过去的运行：last，或其标识的开头部分。</translation>
    </message>
    <message>
        <source>That run still goes on.</source>
        <translation>该运行仍在进行。</translation>
    </message>
    <message>
        <source>Say which run: regatta retry last, or its id.</source>
        <translation>请指明哪次运行：regatta retry last，或其标识。</translation>
    </message>
    <message>
        <source>What that run did can&apos;t be read any more.</source>
        <translation>该运行的内容已无法读取。</translation>
    </message>
    <message>
        <source>There is nothing to retry.</source>
        <translation>没有需要重试的任务。</translation>
    </message>
    <message>
        <source>Hosts to run on, such as web[01-10]; may be given several times. Replaces the profile&apos;s.</source>
        <translation>要运行的主机，例如 web[01-10]；可多次给出。替代方案中的主机。</translation>
    </message>
    <message>
        <source>NODESET</source>
        <translation>NODESET</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>FILE</translation>
    </message>
    <message>
        <source>CMD</source>
        <translation>CMD</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>Log in as this user.</source>
        <translation>以此用户登录。</translation>
    </message>
    <message>
        <source>U</source>
        <translation>U</translation>
    </message>
    <message>
        <source>Connect to this port.</source>
        <translation>连接到此端口。</translation>
    </message>
    <message>
        <source>P</source>
        <translation>P</translation>
    </message>
    <message>
        <source>Log in with this private key.</source>
        <translation>用此私钥登录。</translation>
    </message>
    <message>
        <source>KEY</source>
        <translation>KEY</translation>
    </message>
    <message>
        <source>T</source>
        <translation>T</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>POLICY</source>
        <translation>POLICY</translation>
    </message>
    <message>
        <source>Use this known_hosts file.</source>
        <translation>使用此 known_hosts 文件。</translation>
    </message>
    <message>
        <source>Set a variable for {{NAME}}; may be given several times.</source>
        <translation>为 {{NAME}} 设置变量；可多次给出。</translation>
    </message>
    <message>
        <source>NAME=VALUE</source>
        <translation>NAME=VALUE</translation>
    </message>
    <message>
        <source>Do not ask before a run in production.</source>
        <translation>在生产环境运行前不询问。</translation>
    </message>
    <message>
        <source>Show what would run, and run nothing.</source>
        <translation>显示将要运行的内容，但不运行。</translation>
    </message>
    <message>
        <source>Run on the demo fleet: ten SSH servers on this machine.</source>
        <translation>在演示主机上运行：本机上的十个 SSH 服务器。</translation>
    </message>
    <message>
        <source>A profile (*.regatta).</source>
        <translation>方案文件（*.regatta）。</translation>
    </message>
    <message>
        <source>--%1 takes a number from %2 to %3, not &quot;%4&quot;.</source>
        <translation>--%1 需要 %2 到 %3 之间的数字，而不是“%4”。</translation>
    </message>
    <message>
        <source>--%1 takes a number of seconds, not &quot;%2&quot;.</source>
        <translation>--%1 需要秒数，而不是“%2”。</translation>
    </message>
    <message>
        <source>--%1 takes one of %2, not &quot;%3&quot;.</source>
        <translation>--%1 需要 %2 之一，而不是“%3”。</translation>
    </message>
    <message>
        <source>--%1 takes NAME=VALUE, not &quot;%2&quot;.</source>
        <translation>--%1 需要 NAME=VALUE，而不是“%2”。</translation>
    </message>
    <message>
        <source>One profile can be run at a time; %1 were given.</source>
        <translation>一次只能运行一个方案；给出了 %1 个。</translation>
    </message>
    <message>
        <source>Say where to run: a profile, or hosts with -w or --hosts.</source>
        <translation>请说明在哪里运行：给出方案，或用 -w 或 --hosts 给出主机。</translation>
    </message>
    <message>
        <source>Say what to run: a profile, a command with --command, or a copy with --push or --pull.</source>
        <translation>请说明运行什么：给出方案，用 --command 给出命令，或用 --push 或 --pull 给出要复制的内容。</translation>
    </message>
    <message>
        <source>--demo brings its own hosts and profile; it can&apos;t be combined with others.</source>
        <translation>--demo 自带主机和方案，不能与其他的同时使用。</translation>
    </message>
    <message>
        <source>Runs one command on many hosts at the same time.</source>
        <translation>在多台主机上同时运行一条命令。</translation>
    </message>
    <message>
        <source>Run on so many targets at first, then on more: 1,10%,100%.</source>
        <translation>先在这么多目标上运行，再逐步增加：1,10%,100%。</translation>
    </message>
    <message>
        <source>LIST</source>
        <translation>LIST</translation>
    </message>
    <message>
        <source>Ask before each further wave.</source>
        <translation>每进入下一批之前询问。</translation>
    </message>
    <message>
        <source>Begin nothing more after so many failures.</source>
        <translation>失败达到此数后不再开始新的任务。</translation>
    </message>
    <message>
        <source>N|P%</source>
        <translation>N|P%</translation>
    </message>
    <message>
        <source>Use this ssh configuration; none: leave it out.</source>
        <translation>使用此 ssh 配置；none：不使用。</translation>
    </message>
    <message>
        <source>--%1 takes numbers and percentages such as 5 or 10%, not &quot;%2&quot;.</source>
        <translation>--%1 需要 5 或 10% 这样的数字或百分比，而不是“%2”。</translation>
    </message>
    <message>
        <source>Do not keep the run and what its hosts print.</source>
        <translation>不保留这次运行及主机的输出。</translation>
    </message>
    <message>
        <source>No wave has two targets with the same value of this variable.</source>
        <translation>同一批中没有两个目标的该变量取值相同。</translation>
    </message>
    <message>
        <source>The same for hosts that can&apos;t be reached, which then don&apos;t count as failures.</source>
        <translation>对无法连接的主机同样如此，它们此后不计为失败。</translation>
    </message>
    <message>
        <source>At most so many tasks at once among targets with the same value of a variable, of a group (@NAME), or behind a jump host (jump); may be given several times.</source>
        <translation>变量取值相同的目标、同一组（@名称）或同一跳板机（jump）之后同时最多运行这么多任务；可多次给出。</translation>
    </message>
    <message>
        <source>NAME=N</source>
        <translation>名称=N</translation>
    </message>
    <message>
        <source>--%1 takes NAME=N with N from 1, not &quot;%2&quot;.</source>
        <translation>--%1 需要 名称=N，N 至少为 1，而不是“%2”。</translation>
    </message>
    <message>
        <source>Run --command as this user, with sudo.</source>
        <translation>通过 sudo 以该用户的身份运行 --command。</translation>
    </message>
    <message>
        <source>USER</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>An environment variable of --command; may be given several times.</source>
        <translation>--command 的环境变量；可多次给出。</translation>
    </message>
    <message>
        <source>Give --command a terminal.</source>
        <translation>为 --command 分配终端。</translation>
    </message>
    <message>
        <source>--become, --stdin, --env and --pty belong to --command; a profile says them itself.</source>
        <translation>--become、--stdin、--env 和 --pty 属于 --command；方案自行说明这些内容。</translation>
    </message>
    <message>
        <source>Copy this file or folder to the hosts, in place of a command.</source>
        <translation>不运行命令，而将此文件或文件夹复制到主机。</translation>
    </message>
    <message>
        <source>LOCAL</source>
        <translation>本地路径</translation>
    </message>
    <message>
        <source>Copy this file or folder from the hosts, in place of a command.</source>
        <translation>不运行命令，而从主机复制此文件或文件夹。</translation>
    </message>
    <message>
        <source>REMOTE</source>
        <translation>远程路径</translation>
    </message>
    <message>
        <source>Where --push or --pull copies to; with --pull, {{host}} tells the hosts apart.</source>
        <translation>--push 或 --pull 复制到的位置；使用 --pull 时，以 {{host}} 区分各主机。</translation>
    </message>
    <message>
        <source>MODE</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>--to and --mode go with --push or --pull.</source>
        <translation>--to 和 --mode 须与 --push 或 --pull 一起使用。</translation>
    </message>
    <message>
        <source>--push and --pull can&apos;t be combined: make a profile with two steps.</source>
        <translation>--push 和 --pull 不能同时使用：请建立含两个步骤的方案。</translation>
    </message>
    <message>
        <source>Say where to copy it: --to PATH.</source>
        <translation>请说明复制到哪里：--to 路径。</translation>
    </message>
    <message>
        <source>--mode takes permissions such as 0644, not &quot;%1&quot;.</source>
        <translation>--mode 需要 0644 这样的权限，而不是“%1”。</translation>
    </message>
    <message>
        <source>--command can&apos;t be combined with --push or --pull: make a profile with two steps.</source>
        <translation>--command 不能与 --push 或 --pull 同时使用：请建立含两个步骤的方案。</translation>
    </message>
    <message>
        <source>The disk has room again.</source>
        <translation>磁盘又有空间了。</translation>
    </message>
    <message>
        <source>This profile is for production: say --yes to run it where nobody can be asked.</source>
        <translation>此方案用于生产环境：在无法询问的地方运行时请加 --yes。</translation>
    </message>
    <message>
        <source>Not confirmed; nothing was run.</source>
        <translation>未确认；没有运行任何内容。</translation>
    </message>
    <message>
        <source>The profile asks for &quot;%1&quot;, and nobody can be asked: use --set %1=VALUE.</source>
        <translation>方案需要“%1”的值，但无人可问：请使用 --set %1=VALUE。</translation>
    </message>
    <message>
        <source>Stopping; once more to leave at once.</source>
        <translation>正在停止；再按一次立即退出。</translation>
    </message>
    <message>
        <source>Wave %1 of %2 is done, and nobody can be asked whether to go on (--yes).</source>
        <translation>第 %1 批（共 %2 批）已完成，但无人可询问是否继续（--yes）。</translation>
    </message>
    <message>
        <source>Wave %1 of %2 is done: %3. Go on? [y/N] </source>
        <translation>第 %1 批（共 %2 批）已完成：%3。继续吗？[y/N] </translation>
    </message>
    <message>
        <source>%1 succeeded, none failed</source>
        <translation>%1 个成功，没有失败</translation>
    </message>
    <message>
        <source>%1 succeeded, %2 did not</source>
        <translation>%1 个成功，%2 个未成功</translation>
    </message>
    <message>
        <source>Nobody reads the output any more; stopping.</source>
        <translation>已无人读取输出；正在停止。</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) found their host unreachable</source>
        <translation>
            <numerusform>%n 个任务无法连接其主机</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) have failed</source>
        <translation>
            <numerusform>%n 个任务失败</numerusform>
        </translation>
    </message>
    <message>
        <source>of %1 in wave %2</source>
        <translation>（第 %2 批共 %1 个）</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>（共 %1 个）</translation>
    </message>
    <message>
        <source>%1 %2. Go on? yes: until as many more have; all: whatever fails; no: </source>
        <translation>%1%2。继续吗？yes：直到再有同样多；all：无论失败多少；no：</translation>
    </message>
    <message>
        <source>Type the number of targets to run it: </source>
        <translation>输入目标数量以运行：</translation>
    </message>
    <message numerus="yes">
        <source>The keys of %n host(s) are not known yet:</source>
        <translation>
            <numerusform>有 %n 台主机的密钥未知：</numerusform>
        </translation>
    </message>
    <message>
        <source>Connect to them? yes: and remember the keys; once: for this run; no: </source>
        <translation>要连接它们吗？yes：连接并记住密钥；once：仅本次运行；no：不连接：</translation>
    </message>
    <message>
        <source>To connect to some of them only: their numbers (1,3-5 or once 1,3-5).</source>
        <translation>若只连接其中一部分：输入它们的编号（1,3-5 或 once 1,3-5）。</translation>
    </message>
    <message>
        <source>Please type yes, once, no or numbers: </source>
        <translation>请输入 yes、once、no 或编号：</translation>
    </message>
    <message>
        <source>Please type yes, once or no: </source>
        <translation>请输入 yes、once 或 no：</translation>
    </message>
    <message>
        <source>Passphrase of the key %1: </source>
        <translation>密钥 %1 的口令：</translation>
    </message>
    <message>
        <source>Password of %1: </source>
        <translation>%1 的密码：</translation>
    </message>
    <message numerus="yes">
        <source>%n more host(s) ask for a password. The same for all? [Y/n] </source>
        <translation>
            <numerusform>还有 %n 台主机要求密码。全部使用同一个？[Y/n] </numerusform>
        </translation>
    </message>
    <message>
        <source>Password of %1, for sudo: </source>
        <translation>%1 的密码（用于 sudo）：</translation>
    </message>
    <message numerus="yes">
        <source>sudo asks on %n more host(s). The same for all? [Y/n] </source>
        <translation>
            <numerusform>另有 %n 台主机上的 sudo 在询问。全部使用同一密码？[Y/n] </numerusform>
        </translation>
    </message>
    <message>
        <source>effective parallelism %1, peak %2</source>
        <translation>有效并行度 %1，峰值 %2</translation>
    </message>
    <message>
        <source>%1 of %2 done, %3 running, %4 failed</source>
        <translation>已完成 %1/%2，%3 个运行中，%4 个失败</translation>
    </message>
    <message>
        <source>Stopped after too many failures: what had not begun was skipped.</source>
        <translation>失败过多，已停止：未开始的任务已跳过。</translation>
    </message>
    <message>
        <source>The time of the whole run was up: what had not begun was skipped.</source>
        <translation>整个运行的时间已到：尚未开始的已跳过。</translation>
    </message>
    <message>
        <source>Usage: regatta check FILE</source>
        <translation>用法：regatta check FILE</translation>
    </message>
    <message>
        <source>Usage: regatta expand NODESET...</source>
        <translation>用法：regatta expand NODESET...</translation>
    </message>
    <message numerus="yes">
        <source>Servers refuse so many at once: slowed down to %n handshake(s) at a time, and those are tried again.</source>
        <translation>
            <numerusform>服务器拒绝同时处理这么多连接：已放慢到同时 %n 个握手，被拒绝的会重试。</numerusform>
        </translation>
    </message>
    <message>
        <source>Servers take as many handshakes at once as usual again.</source>
        <translation>服务器又能同时接受与平常一样多的握手了。</translation>
    </message>
    <message numerus="yes">
        <source>, slowed down to %n handshake(s) at once</source>
        <translation>
            <numerusform>，已放慢到同时 %n 个握手</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>PRODUCTION: %1 on %n target(s), %2 to %3.</source>
        <translation>
            <numerusform>生产环境：在 %n 个目标（%2 至 %3）上运行 %1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n task(s) differ</source>
        <translation>
            <numerusform>%n 个任务中有 %1 个不同</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is sound: %2, %3, %4</source>
        <translation>%1 正确：%2，%3，%4</translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s)</source>
        <translation>
            <numerusform>%Ln 个目标</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s)</source>
        <translation>
            <numerusform>%Ln 个项目</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s)</source>
        <translation>
            <numerusform>%Ln 个任务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) in %1: %2</source>
        <translation>
            <numerusform>%Ln 个任务用时 %1：%2</numerusform>
        </translation>
    </message>
    <message>
        <source>Only %1 hosts at a time can be connected here, for want of descriptors (see &quot;ulimit -n&quot;) or memory: the others wait for their turn.</source>
        <translation>由于文件描述符（参见“ulimit -n”）或内存不足，此处同时只能连接 %1 台主机：其余主机将排队等候。</translation>
    </message>
    <message>
        <source>Not all of the output could be written.</source>
        <translation>未能写出全部输出。</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>显示此帮助。</translation>
    </message>
    <message>
        <source>--%1 must not be empty.</source>
        <translation>--%1 不能为空。</translation>
    </message>
    <message>
        <source>For export: the file (-: standard output) or, for files, the folder.</source>
        <translation>用于 export：文件（-：标准输出）；若为 files 则是文件夹。</translation>
    </message>
    <message>
        <source>For example: %1</source>
        <translation>例如：%1</translation>
    </message>
    <message>
        <source>standard input</source>
        <translation>标准输入</translation>
    </message>
    <message>
        <source>--gather is for people: it goes with --format text alone.</source>
        <translation>--gather 供人阅读：只能与 --format text 一起使用。</translation>
    </message>
    <message>
        <source>There is no profile &quot;%1&quot;. A command is said with --command &apos;COMMAND&apos;, or at the end behind --.</source>
        <translation>没有方案“%1”。命令请用 --command &apos;COMMAND&apos; 给出，或写在末尾的 -- 之后。</translation>
    </message>
    <message>
        <source>The command is missing behind --.</source>
        <translation>-- 之后缺少命令。</translation>
    </message>
    <message>
        <source>Say the command with --command or behind --, not both.</source>
        <translation>命令请用 --command 或写在 -- 之后，不要两者都用。</translation>
    </message>
    <message>
        <source>--hosts - and --stdin - can&apos;t both have standard input.</source>
        <translation>--hosts - 与 --stdin - 不能同时使用标准输入。</translation>
    </message>
    <message>
        <source>Read hosts from a file, one [user@]host[:port] a line; -: from standard input.</source>
        <translation>从文件读取主机，每行一个 [user@]host[:port]；-：从标准输入读取。</translation>
    </message>
    <message>
        <source>The command to run; or behind -- at the end. Replaces the profile&apos;s steps.</source>
        <translation>要运行的命令；也可写在末尾的 -- 之后。取代方案中的步骤。</translation>
    </message>
    <message>
        <source>What --command reads from its standard input; -: what comes from ours, for each host.</source>
        <translation>--command 从标准输入读取的内容；-：来自本程序标准输入的内容，每台主机都得到一份。</translation>
    </message>
    <message>
        <source>Permissions of the copied files, such as 0644; by default those of the source.</source>
        <translation>所复制文件的权限，如 0644；默认与来源相同。</translation>
    </message>
    <message>
        <source>How many tasks run at once; 0: all. %1 by default.</source>
        <translation>同时运行的任务数；0：全部。默认 %1。</translation>
    </message>
    <message>
        <source>How to reach the hosts: libssh (by default), openssh or local.</source>
        <translation>如何连接主机：libssh（默认）、openssh 或 local。</translation>
    </message>
    <message>
        <source>Seconds until a host counts as unreachable. By default ConnectTimeout of the ssh configuration, else %1.</source>
        <translation>多少秒后视主机为无法连接。默认取 ssh 配置的 ConnectTimeout，否则为 %1。</translation>
    </message>
    <message>
        <source>Seconds that logging in may take, without waiting for a person; 0: no limit. %1 by default.</source>
        <translation>登录可用的秒数，不含等待人的时间；0：不限。默认 %1。</translation>
    </message>
    <message>
        <source>Seconds that one step may take; 0: no limit, as by default.</source>
        <translation>一个步骤可用的秒数；0：不限，即默认。</translation>
    </message>
    <message>
        <source>Seconds that a command may print nothing; 0: no limit, as by default.</source>
        <translation>命令可以不输出任何内容的秒数；0：不限，即默认。</translation>
    </message>
    <message>
        <source>Seconds that the whole run may take; then it is stopped. 0: no limit, as by default.</source>
        <translation>整个运行可用的秒数，到时即停止。0：不限，即默认。</translation>
    </message>
    <message>
        <source>Try again so many times where a host can&apos;t be reached. %1 by default.</source>
        <translation>主机无法连接时重试的次数。默认 %1。</translation>
    </message>
    <message>
        <source>Unknown host keys: ask, strict or accept-new. By default as the ssh configuration says, else ask.</source>
        <translation>未知的主机密钥：ask、strict 或 accept-new。默认按 ssh 配置，否则为 ask。</translation>
    </message>
    <message>
        <source>Run so many times, on sessions that stay open. 1 by default.</source>
        <translation>在保持打开的会话上运行多少次。默认 1。</translation>
    </message>
    <message>
        <source>What --command would say: words that are joined by blanks, as ssh does.</source>
        <translation>等同于 --command 的内容：各词以空格连接，与 ssh 相同。</translation>
    </message>
    <message>
        <source>Output: text (by default) or jsonl.</source>
        <translation>输出：text（默认）或 jsonl。</translation>
    </message>
    <message>
        <source>Show no line before the run is over, then each different output once, below the hosts that printed it.</source>
        <translation>运行结束前不显示任何行，之后每种不同的输出只显示一次，列在输出它的主机之下。</translation>
    </message>
    <message>
        <source>Left at once; the command ran nowhere.</source>
        <translation>已立即退出；命令没有在任何主机上运行。</translation>
    </message>
    <message>
        <source>Left at once. The command may still run on: %1</source>
        <translation>已立即退出。命令可能仍在这些主机上运行：%1</translation>
    </message>
    <message>
        <source>Standard input is larger than 1 GiB: put it into a file for --stdin.</source>
        <translation>标准输入大于 1 GiB：请存入文件后用 --stdin 给出。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Is it the password for sudo on the other hosts of this run, too? Please answer y or n. [y/N] </source>
        <translation>它也是本次运行中其他主机上 sudo 的密码吗？请回答 y 或 n。[y/N] </translation>
    </message>
    <message>
        <source>That was not accepted; try again.</source>
        <translation>未被接受；请重试。</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>DemoFleet</name>
    <message>
        <source>Restart app containers</source>
        <translation>重启应用容器</translation>
    </message>
    <message>
        <source>The demo: hosts inside this program, and a stand-in for docker that restarts nothing.</source>
        <translation>演示：本程序内部的主机，以及一个不会真正重启任何东西的 docker 替身。</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>The window isn&apos;t installed; the command line is: regatta run --help</source>
        <translation>没有安装窗口程序；命令行用法：regatta run --help</translation>
    </message>
    <message>
        <source>Usage: regatta [FILE...]           open the window; profiles are loaded, never started
       regatta --new-window ...   the same, in a program of its own
       regatta --demo             the window, with the demo fleet running the example
       regatta run [FILE] ...     run on the command line; see regatta run --help
       regatta check FILE         say whether a profile is sound
       regatta expand NODESET     print the targets, one a line
       regatta retry RUN ...      run again what did not succeed in a past run
       regatta history ...        past runs: list, show, export, compare, delete
       regatta --version
</source>
        <translation>用法：regatta [文件...]          打开窗口；方案只会载入，绝不会自动运行
      regatta --new-window ...   同上，但另外启动一个程序
      regatta --demo             打开窗口，并在演示主机上运行示例
      regatta run [文件] ...     在命令行运行；参见 regatta run --help
      regatta check 文件         检查方案是否正确
      regatta expand 节点集      逐行打印目标
      regatta retry 运行 ...     再次运行过去某次运行中未成功的任务
      regatta history ...        过去的运行：list、show、export、compare、delete
      regatta --version
</translation>
    </message>
    <message>
        <source>There is no display for the window (DISPLAY and WAYLAND_DISPLAY are not set). In a terminal, &quot;regatta run FILE&quot; runs a profile; see regatta run --help.</source>
        <translation>没有可用于显示窗口的显示器（未设置 DISPLAY 和 WAYLAND_DISPLAY）。在终端中，“regatta run FILE”可运行方案；参见 regatta run --help。</translation>
    </message>
    <message>
        <source>There is no verb and no file &quot;%1&quot;.</source>
        <translation>没有名为“%1”的命令动词或文件。</translation>
    </message>
    <message>
        <source>See regatta --help.</source>
        <translation>请参阅 regatta --help。</translation>
    </message>
    <message>
        <source>Did you mean regatta %1?</source>
        <translation>您是想用 regatta %1 吗？</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>Found: %1.</source>
        <translation>实际为：%1。</translation>
    </message>
    <message>
        <source>Possible: %1.</source>
        <translation>可以是：%1。</translation>
    </message>
    <message>
        <source>At character %1: </source>
        <translation>第 %1 个字符：</translation>
    </message>
    <message>
        <source>In group %1, at character %2: </source>
        <translation>组 %1 的第 %2 个字符：</translation>
    </message>
    <message>
        <source>Something is missing there.</source>
        <translation>此处缺少内容。</translation>
    </message>
    <message>
        <source>This bracket has no &quot;]&quot;: %1</source>
        <translation>此括号缺少“]”：%1</translation>
    </message>
</context>
<context>
    <name>TimeAxis</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>WindowOptions</name>
    <message>
        <source>Regatta runs one command on many hosts at the same time and shows it live.
Profiles are loaded, never started. On the command line: regatta run --help</source>
        <translation>Regatta 在多台主机上同时运行一条命令，并实时显示。
方案只加载，绝不自动运行。命令行用法：regatta run --help</translation>
    </message>
    <message>
        <source>Profiles (*.regatta) to open.</source>
        <translation>要打开的方案（*.regatta）。</translation>
    </message>
    <message>
        <source>Start the demo fleet and run the example on it.</source>
        <translation>启动演示主机并在其上运行示例。</translation>
    </message>
    <message>
        <source>Dark, whatever the desktop says.</source>
        <translation>深色外观，不随桌面设置。</translation>
    </message>
    <message>
        <source>Light, whatever the desktop says.</source>
        <translation>浅色外观，不随桌面设置。</translation>
    </message>
    <message>
        <source>For the documentation: run the demo, save a picture of the window, and end.</source>
        <translation>用于文档：运行演示，保存窗口图片，然后退出。</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>FILE</translation>
    </message>
    <message>
        <source>Start another program, even if one runs that could open the files.</source>
        <translation>另外启动一个程序，即使已有可打开这些文件的程序在运行。</translation>
    </message>
</context>
<context>
    <name>regatta::app::Windows</name>
    <message>
        <source>Regatta</source>
        <translation>Regatta</translation>
    </message>
    <message>
        <source>This profile can&apos;t be opened:
%1</source>
        <translation>无法打开此方案：
%1</translation>
    </message>
    <message>
        <source>the demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>These profiles can&apos;t be opened:
%1</source>
        <translation>无法打开这些方案：
%1</translation>
    </message>
</context>
<context>
    <name>regatta::text</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>regatta::text::Explanations</name>
    <message>
        <source>The file can&apos;t be read</source>
        <translation>无法读取文件</translation>
    </message>
    <message>
        <source>Check that the path is right and that you may read it.</source>
        <translation>请检查路径是否正确，以及您是否有读取权限。</translation>
    </message>
    <message>
        <source>The file can&apos;t be written</source>
        <translation>无法写入文件</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions and the space left, or save it elsewhere.</source>
        <translation>请检查文件夹权限和剩余空间，或保存到别处。</translation>
    </message>
    <message>
        <source>The file is too large</source>
        <translation>文件太大</translation>
    </message>
    <message>
        <source>Check that it is the file you meant.</source>
        <translation>请确认这是您要的文件。</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>Make room; the run waits and goes on by itself.</source>
        <translation>请腾出空间；运行会等待并自动继续。</translation>
    </message>
    <message>
        <source>disk full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>This isn&apos;t written as it should be</source>
        <translation>此处的写法不正确</translation>
    </message>
    <message>
        <source>Correct it at the place that is named.</source>
        <translation>请在指出的位置改正。</translation>
    </message>
    <message>
        <source>This isn&apos;t a range</source>
        <translation>这不是一个范围</translation>
    </message>
    <message>
        <source>Write ranges like [1-10], [01-10,15] or [0-10/2].</source>
        <translation>范围的写法如 [1-10]、[01-10,15] 或 [0-10/2]。</translation>
    </message>
    <message>
        <source>These are too many targets</source>
        <translation>目标太多</translation>
    </message>
    <message>
        <source>Make the ranges smaller, or split the profile.</source>
        <translation>请缩小范围，或拆分方案。</translation>
    </message>
    <message>
        <source>There is no such group in the profile</source>
        <translation>方案中没有这个组</translation>
    </message>
    <message>
        <source>Add the group to the profile, or correct its name.</source>
        <translation>请在方案中添加该组，或改正其名称。</translation>
    </message>
    <message>
        <source>This group contains itself</source>
        <translation>这个组包含了自身</translation>
    </message>
    <message>
        <source>Take the reference to itself out of the group.</source>
        <translation>请从组中去掉对自身的引用。</translation>
    </message>
    <message>
        <source>A newer Regatta wrote this</source>
        <translation>这是由更新版本的 Regatta 写的</translation>
    </message>
    <message>
        <source>Update Regatta, or set &quot;regatta&quot; to a number that this version reads.</source>
        <translation>请更新 Regatta，或把“regatta”设为此版本能读取的数字。</translation>
    </message>
    <message>
        <source>newer format</source>
        <translation>较新的格式</translation>
    </message>
    <message>
        <source>This is nested too deeply</source>
        <translation>嵌套太深</translation>
    </message>
    <message>
        <source>Something is missing here</source>
        <translation>此处缺少内容</translation>
    </message>
    <message>
        <source>Add it.</source>
        <translation>请补上。</translation>
    </message>
    <message>
        <source>This key means nothing to Regatta</source>
        <translation>Regatta 不认识这个键</translation>
    </message>
    <message>
        <source>Check its spelling; it is kept when the profile is saved.</source>
        <translation>请检查拼写；保存方案时会保留它。</translation>
    </message>
    <message>
        <source>This key stands here twice</source>
        <translation>这个键在此出现了两次</translation>
    </message>
    <message>
        <source>Remove one of the two.</source>
        <translation>请去掉其中一个。</translation>
    </message>
    <message>
        <source>This is of the wrong kind</source>
        <translation>此处的类型不对</translation>
    </message>
    <message>
        <source>Write it as it is expected.</source>
        <translation>请按要求的类型书写。</translation>
    </message>
    <message>
        <source>This number is too small or too large</source>
        <translation>这个数字太小或太大</translation>
    </message>
    <message>
        <source>Write a number within the limits.</source>
        <translation>请写在限制之内的数字。</translation>
    </message>
    <message>
        <source>This value isn&apos;t one of those that are possible</source>
        <translation>这个值不在可选范围内</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation>请选择其中之一。</translation>
    </message>
    <message>
        <source>This is empty</source>
        <translation>此处为空</translation>
    </message>
    <message>
        <source>Fill it in.</source>
        <translation>请填写。</translation>
    </message>
    <message>
        <source>This name has characters that a name can&apos;t have</source>
        <translation>这个名称含有不允许的字符</translation>
    </message>
    <message>
        <source>Use letters, digits, - and _.</source>
        <translation>请使用字母、数字、- 和 _。</translation>
    </message>
    <message>
        <source>This name means something already</source>
        <translation>这个名称已有其他含义</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>Nothing gives this placeholder a value</source>
        <translation>没有任何东西为这个占位符提供值</translation>
    </message>
    <message>
        <source>Add a variable of that name, or correct the spelling.</source>
        <translation>请添加同名变量，或改正拼写。</translation>
    </message>
    <message>
        <source>unknown placeholder</source>
        <translation>未知的占位符</translation>
    </message>
    <message>
        <source>This isn&apos;t a placeholder</source>
        <translation>这不是占位符</translation>
    </message>
    <message>
        <source>Write {{name}}, or {{name|raw}} for text without quotes.</source>
        <translation>请写 {{name}}，不加引号的文本写 {{name|raw}}。</translation>
    </message>
    <message>
        <source>bad placeholder</source>
        <translation>占位符有误</translation>
    </message>
    <message>
        <source>A value can&apos;t be quoted safely at this place of the command</source>
        <translation>值在命令的这个位置无法安全地加引号</translation>
    </message>
    <message>
        <source>Move the placeholder out of the quotes, or use {{name|raw}} if you trust the value.</source>
        <translation>请把占位符移出引号，或在信任该值时使用 {{name|raw}}。</translation>
    </message>
    <message>
        <source>The host&apos;s name was not found</source>
        <translation>找不到主机名</translation>
    </message>
    <message>
        <source>Check the spelling, or use an address.</source>
        <translation>请检查拼写，或使用地址。</translation>
    </message>
    <message>
        <source>name not found</source>
        <translation>找不到名称</translation>
    </message>
    <message>
        <source>The host refused the connection</source>
        <translation>主机拒绝了连接</translation>
    </message>
    <message>
        <source>Check the port, and that sshd runs there.</source>
        <translation>请检查端口，以及 sshd 是否在那里运行。</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>There is no way to the host&apos;s network</source>
        <translation>没有到达主机网络的路由</translation>
    </message>
    <message>
        <source>Check your network, VPN and routes.</source>
        <translation>请检查网络、VPN 和路由。</translation>
    </message>
    <message>
        <source>no route</source>
        <translation>无路由</translation>
    </message>
    <message>
        <source>The host did not answer in time</source>
        <translation>主机没有及时应答</translation>
    </message>
    <message>
        <source>Check that the host is up and no firewall is between, or raise the connect time-out.</source>
        <translation>请检查主机是否开机、中间是否有防火墙，或延长连接超时。</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>This machine has no file descriptors left</source>
        <translation>本机的文件描述符已用完</translation>
    </message>
    <message>
        <source>Lower Parallel, or raise the limit with ulimit -n.</source>
        <translation>请降低并行数，或用 ulimit -n 提高限制。</translation>
    </message>
    <message>
        <source>no descriptors left</source>
        <translation>描述符用完</translation>
    </message>
    <message>
        <source>What answers there isn&apos;t an SSH server</source>
        <translation>对方不是 SSH 服务器</translation>
    </message>
    <message>
        <source>Check the port.</source>
        <translation>请检查端口。</translation>
    </message>
    <message>
        <source>not SSH</source>
        <translation>不是 SSH</translation>
    </message>
    <message>
        <source>The host and Regatta could not agree on encryption</source>
        <translation>主机与 Regatta 无法就加密方式达成一致</translation>
    </message>
    <message>
        <source>Try the OpenSSH transport, which knows older algorithms, or update the host.</source>
        <translation>请尝试支持旧算法的 OpenSSH 传输方式，或更新主机。</translation>
    </message>
    <message>
        <source>no common encryption</source>
        <translation>无共同加密方式</translation>
    </message>
    <message>
        <source>The host&apos;s key is unknown and was not accepted</source>
        <translation>主机密钥未知，且未被接受</translation>
    </message>
    <message>
        <source>Compare its fingerprint with the host&apos;s own, then accept it.</source>
        <translation>请与主机自身的指纹核对后再接受。</translation>
    </message>
    <message>
        <source>key unknown</source>
        <translation>密钥未知</translation>
    </message>
    <message>
        <source>The host&apos;s key is not the one that is known</source>
        <translation>主机密钥与已知的不同</translation>
    </message>
    <message>
        <source>key changed</source>
        <translation>密钥已变</translation>
    </message>
    <message>
        <source>The host&apos;s key is marked as revoked</source>
        <translation>主机密钥已标记为吊销</translation>
    </message>
    <message>
        <source>Don&apos;t connect to it; ask whoever revoked the key.</source>
        <translation>请勿连接；请询问吊销该密钥的人。</translation>
    </message>
    <message>
        <source>key revoked</source>
        <translation>密钥已吊销</translation>
    </message>
    <message>
        <source>The host is known by a certificate authority, and showed a plain key</source>
        <translation>该主机由证书颁发机构认证，却出示了普通密钥</translation>
    </message>
    <message>
        <source>Use the OpenSSH transport, which checks host certificates.</source>
        <translation>请使用会检查主机证书的 OpenSSH 传输方式。</translation>
    </message>
    <message>
        <source>certificate needed</source>
        <translation>需要证书</translation>
    </message>
    <message>
        <source>The host accepted none of the ways to log in</source>
        <translation>主机不接受任何一种登录方式</translation>
    </message>
    <message>
        <source>Check the user name, and that your key is in the host&apos;s authorized_keys.</source>
        <translation>请检查用户名，以及您的密钥是否在主机的 authorized_keys 中。</translation>
    </message>
    <message>
        <source>log-in refused</source>
        <translation>登录被拒</translation>
    </message>
    <message>
        <source>The private key can&apos;t be read</source>
        <translation>无法读取私钥</translation>
    </message>
    <message>
        <source>Check the path of the key and that only you may read it.</source>
        <translation>请检查密钥路径，以及是否只有您能读取它。</translation>
    </message>
    <message>
        <source>key file unreadable</source>
        <translation>密钥文件不可读</translation>
    </message>
    <message>
        <source>This isn&apos;t a private key that Regatta can read</source>
        <translation>这不是 Regatta 能读取的私钥</translation>
    </message>
    <message>
        <source>Choose a private key made by ssh-keygen, not the .pub file.</source>
        <translation>请选择由 ssh-keygen 生成的私钥，而不是 .pub 文件。</translation>
    </message>
    <message>
        <source>not a key file</source>
        <translation>不是密钥文件</translation>
    </message>
    <message>
        <source>A security key holds the private key, and Regatta reaches it only through an agent</source>
        <translation>私钥保存在安全密钥中，Regatta 只能通过代理使用它</translation>
    </message>
    <message>
        <source>key needs an agent</source>
        <translation>密钥需要代理</translation>
    </message>
    <message>
        <source>The private key needs a passphrase</source>
        <translation>私钥需要口令</translation>
    </message>
    <message>
        <source>Add the key to your agent with ssh-add.</source>
        <translation>请用 ssh-add 把密钥加入代理。</translation>
    </message>
    <message>
        <source>passphrase needed</source>
        <translation>需要口令</translation>
    </message>
    <message>
        <source>Use a key instead of a password, or run it where someone can answer.</source>
        <translation>请改用密钥而不是密码，或在有人能回答的地方运行。</translation>
    </message>
    <message>
        <source>answer needed</source>
        <translation>需要回答</translation>
    </message>
    <message>
        <source>Logging in took too long</source>
        <translation>登录时间过长</translation>
    </message>
    <message>
        <source>Try again; if it lasts, look at the host&apos;s load and its name resolution.</source>
        <translation>请再试一次；如果仍然如此，请查看主机的负载和域名解析。</translation>
    </message>
    <message>
        <source>log-in took too long</source>
        <translation>登录过久</translation>
    </message>
    <message>
        <source>The connection broke while the command ran</source>
        <translation>命令运行时连接中断</translation>
    </message>
    <message>
        <source>Check whether the command still runs there before you retry.</source>
        <translation>重试之前，请先检查命令是否仍在那里运行。</translation>
    </message>
    <message>
        <source>connection broke</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>The host refused another session on its connection</source>
        <translation>主机拒绝在此连接上再开会话</translation>
    </message>
    <message>
        <source>Lower the limit per target, or raise MaxSessions in the host&apos;s sshd_config.</source>
        <translation>请降低每个目标的限制，或在主机的 sshd_config 中提高 MaxSessions。</translation>
    </message>
    <message>
        <source>session refused</source>
        <translation>会话被拒</translation>
    </message>
    <message>
        <source>The host refused to run the command</source>
        <translation>主机拒绝运行该命令</translation>
    </message>
    <message>
        <source>The account may be limited to another command; check its shell and ForceCommand.</source>
        <translation>该账户可能只允许运行其他命令；请检查其 shell 和 ForceCommand。</translation>
    </message>
    <message>
        <source>command refused</source>
        <translation>命令被拒</translation>
    </message>
    <message>
        <source>The command took longer than it may</source>
        <translation>命令超过了允许的时间</translation>
    </message>
    <message>
        <source>Raise the time-out of the step, or find out what it waits for.</source>
        <translation>请延长步骤的超时，或查明它在等待什么。</translation>
    </message>
    <message>
        <source>took too long</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>The command printed nothing for longer than it may</source>
        <translation>命令长时间没有任何输出，超过了限制</translation>
    </message>
    <message>
        <source>Raise the silence time-out, or find out what it waits for.</source>
        <translation>请延长无输出超时，或查明它在等待什么。</translation>
    </message>
    <message>
        <source>silent too long</source>
        <translation>无输出过久</translation>
    </message>
    <message>
        <source>The run took longer than it may</source>
        <translation>运行超过了允许的时间</translation>
    </message>
    <message>
        <source>Retry what was not started.</source>
        <translation>请重试未开始的任务。</translation>
    </message>
    <message>
        <source>run took too long</source>
        <translation>运行超时</translation>
    </message>
    <message>
        <source>The host did not say how the command ended</source>
        <translation>主机没有说明命令如何结束</translation>
    </message>
    <message>
        <source>Check on the host what became of it.</source>
        <translation>请在主机上查看结果。</translation>
    </message>
    <message>
        <source>no exit status</source>
        <translation>无退出状态</translation>
    </message>
    <message>
        <source>The program was not found</source>
        <translation>找不到该程序</translation>
    </message>
    <message>
        <source>Install it, or correct its name.</source>
        <translation>请安装它，或改正其名称。</translation>
    </message>
    <message>
        <source>program not found</source>
        <translation>找不到程序</translation>
    </message>
    <message>
        <source>Nobody knows whether the command has stopped</source>
        <translation>无法确定命令是否已停止</translation>
    </message>
    <message>
        <source>Look on the host whether it still runs.</source>
        <translation>请在主机上查看它是否仍在运行。</translation>
    </message>
    <message>
        <source>may still run</source>
        <translation>可能仍在运行</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Something went wrong inside Regatta</source>
        <translation>Regatta 内部出错</translation>
    </message>
    <message>
        <source>Please report it, with these words.</source>
        <translation>请附上这段文字报告问题。</translation>
    </message>
    <message>
        <source>internal error</source>
        <translation>内部错误</translation>
    </message>
    <message>
        <source>The ssh configuration can&apos;t be used</source>
        <translation>无法使用 ssh 配置</translation>
    </message>
    <message>
        <source>Correct the line that ssh names, or choose another file with --ssh-config.</source>
        <translation>请改正 ssh 指出的那一行，或用 --ssh-config 选择另一个文件。</translation>
    </message>
    <message>
        <source>ssh configuration</source>
        <translation>ssh 配置</translation>
    </message>
    <message>
        <source>Others may read the private key, so it is not used</source>
        <translation>其他人可以读取该私钥，因此不使用它</translation>
    </message>
    <message>
        <source>Take their rights away: chmod 600 FILE.</source>
        <translation>请取消他们的权限：chmod 600 文件。</translation>
    </message>
    <message>
        <source>key readable by others</source>
        <translation>密钥可被他人读取</translation>
    </message>
    <message>
        <source>The host asked something, and nobody answered</source>
        <translation>主机提出了问题，但无人回答</translation>
    </message>
    <message>
        <source>The jump host lets nobody through to this host</source>
        <translation>跳板主机不允许连接到此主机</translation>
    </message>
    <message>
        <source>Look at AllowTcpForwarding and PermitOpen in the jump host&apos;s sshd_config.</source>
        <translation>请检查跳板主机的 sshd_config 中的 AllowTcpForwarding 和 PermitOpen。</translation>
    </message>
    <message>
        <source>forwarding refused</source>
        <translation>转发被拒绝</translation>
    </message>
    <message>
        <source>The ProxyCommand failed</source>
        <translation>ProxyCommand 失败</translation>
    </message>
    <message>
        <source>Try the command by hand; it stands in the ssh configuration.</source>
        <translation>请手动试一下这条命令，它在 ssh 配置中。</translation>
    </message>
    <message>
        <source>ProxyCommand failed</source>
        <translation>ProxyCommand 失败</translation>
    </message>
    <message>
        <source>sudo doesn&apos;t let this account become the other one</source>
        <translation>sudo 不允许此账户切换为另一账户</translation>
    </message>
    <message>
        <source>Look at the host&apos;s sudoers, or log in as another user.</source>
        <translation>请检查主机的 sudoers，或以其他用户登录。</translation>
    </message>
    <message>
        <source>sudo refused</source>
        <translation>sudo 拒绝</translation>
    </message>
    <message>
        <source>sudo did not accept the password</source>
        <translation>sudo 未接受该密码</translation>
    </message>
    <message>
        <source>Retry, and give the password of the account that logs in.</source>
        <translation>请重试，并输入登录账户的密码。</translation>
    </message>
    <message>
        <source>sudo: wrong password</source>
        <translation>sudo：密码错误</translation>
    </message>
    <message>
        <source>The host doesn&apos;t let files be copied</source>
        <translation>主机不允许复制文件</translation>
    </message>
    <message>
        <source>Look at the line &quot;Subsystem sftp&quot; in the host&apos;s sshd_config.</source>
        <translation>请检查主机 sshd_config 中的“Subsystem sftp”一行。</translation>
    </message>
    <message>
        <source>SFTP refused</source>
        <translation>SFTP 被拒绝</translation>
    </message>
    <message>
        <source>The file could not be copied</source>
        <translation>文件无法复制</translation>
    </message>
    <message>
        <source>Check the path, the rights and the space left on the host.</source>
        <translation>请检查路径、权限以及主机上的剩余空间。</translation>
    </message>
    <message>
        <source>copy failed</source>
        <translation>复制失败</translation>
    </message>
    <message>
        <source>What arrived isn&apos;t what was sent</source>
        <translation>到达的内容与发送的不一致</translation>
    </message>
    <message>
        <source>Retry; if it lasts, look at the host&apos;s disk. The old file was left in place.</source>
        <translation>请重试；若问题依旧，请检查主机的磁盘。旧文件保持不变。</translation>
    </message>
    <message>
        <source>checksum differs</source>
        <translation>校验和不符</translation>
    </message>
    <message>
        <source>It was stopped, and nothing of it runs any more</source>
        <translation>已停止，其中已没有任何程序在运行</translation>
    </message>
    <message>
        <source>The file with what the hosts printed is damaged</source>
        <translation>保存主机输出的文件已损坏</translation>
    </message>
    <message>
        <source>Check the disk; what became of the tasks stands in the history.</source>
        <translation>请检查磁盘；各任务的结果见历史。</translation>
    </message>
    <message>
        <source>A newer Regatta kept what the hosts printed</source>
        <translation>主机输出由更新版本的 Regatta 保存</translation>
    </message>
    <message>
        <source>Update Regatta; what became of the tasks stands in the history.</source>
        <translation>请更新 Regatta；各任务的结果见历史。</translation>
    </message>
    <message>
        <source>Find out why before anything else: it may be another machine.</source>
        <translation>请先查明原因：这可能是另一台机器。</translation>
    </message>
    <message>
        <source>The host did not accept the password</source>
        <translation>主机不接受该密码</translation>
    </message>
    <message>
        <source>Check the user name, and retry with the right password.</source>
        <translation>请检查用户名，并用正确的密码重试。</translation>
    </message>
    <message>
        <source>wrong password</source>
        <translation>密码错误</translation>
    </message>
    <message>
        <source>The host did not accept the answer</source>
        <translation>主机不接受该回答</translation>
    </message>
    <message>
        <source>Check the user name, and retry with the right answer.</source>
        <translation>请检查用户名，并用正确的回答重试。</translation>
    </message>
    <message>
        <source>wrong answer</source>
        <translation>回答错误</translation>
    </message>
    <message>
        <source>The host hung up after too many attempts to log in</source>
        <translation>登录尝试过多，主机断开了连接</translation>
    </message>
    <message>
        <source>Retry with the right password. If many keys were tried before it, name the one to use, or set IdentitiesOnly in the ssh configuration.</source>
        <translation>请用正确的密码重试。若之前尝试了许多密钥，请指定要用的密钥，或在 ssh 配置中设置 IdentitiesOnly。</translation>
    </message>
    <message>
        <source>too many attempts</source>
        <translation>尝试过多</translation>
    </message>
    <message>
        <source>Several tasks would write the same file</source>
        <translation>多个任务会写入同一个文件</translation>
    </message>
    <message>
        <source>Give each of them its own name with a placeholder, such as {{host}}.</source>
        <translation>请用占位符（如 {{host}}）给每个任务各自的名称。</translation>
    </message>
</context>
<context>
    <name>regatta::text::Form</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Except</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Host lists</source>
        <translation>主机列表</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Tasks in parallel</source>
        <translation>并行任务数</translation>
    </message>
    <message>
        <source>Tasks on one target</source>
        <translation>每个目标的任务数</translation>
    </message>
    <message>
        <source>At most at once</source>
        <translation>同时最多</translation>
    </message>
    <message>
        <source>Waves of targets</source>
        <translation>目标批次</translation>
    </message>
    <message>
        <source>Waves with distinct</source>
        <translation>批次内取值各不相同</translation>
    </message>
    <message>
        <source>Stop after failures</source>
        <translation>失败多少后停止</translation>
    </message>
    <message>
        <source>Stop after unreachable hosts</source>
        <translation>无法连接多少主机后停止</translation>
    </message>
    <message>
        <source>Time-out to connect</source>
        <translation>连接超时</translation>
    </message>
    <message>
        <source>Time-out to log in</source>
        <translation>登录超时</translation>
    </message>
    <message>
        <source>Time-out of a step</source>
        <translation>每个步骤的超时</translation>
    </message>
    <message>
        <source>Time-out without output</source>
        <translation>无输出超时</translation>
    </message>
    <message>
        <source>Time-out of the whole run</source>
        <translation>整个运行的超时</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试次数</translation>
    </message>
    <message>
        <source>Wait before a retry</source>
        <translation>重试前等待</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>传输方式</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>Jump host</source>
        <translation>跳板主机</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Time-out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行条件</translation>
    </message>
    <message>
        <source>Copy what</source>
        <translation>复制什么</translation>
    </message>
    <message>
        <source>To</source>
        <translation>复制到</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Run as</source>
        <translation>以此用户运行</translation>
    </message>
    <message>
        <source>Standard input</source>
        <translation>标准输入</translation>
    </message>
    <message>
        <source>Standard input from a file</source>
        <translation>来自文件的标准输入</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>步骤 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Environment variables</source>
        <translation>环境变量</translation>
    </message>
</context>
<context>
    <name>regatta::text::HistoryWords</name>
    <message>
        <source>Another program holds the history: %1. Runs go on, and are recorded when it lets go.</source>
        <translation>另一个程序占用了历史记录：%1。运行会继续，待其释放后再记录。</translation>
    </message>
    <message>
        <source>The history is damaged: %1. The next run keeps it aside and begins a new one.</source>
        <translation>历史记录已损坏：%1。下次运行会将其另存，并新建一份。</translation>
    </message>
    <message>
        <source>The history was damaged. A new one has begun; the old one is kept as %1.</source>
        <translation>历史记录已损坏。已新建一份；旧的保存为 %1。</translation>
    </message>
    <message>
        <source>A newer Regatta wrote the history %1. It can be read, but nothing is recorded: update Regatta.</source>
        <translation>历史记录 %1 由更新版本的 Regatta 写入。可以读取，但不再记录：请更新 Regatta。</translation>
    </message>
    <message>
        <source>The history can&apos;t be written: %1. Runs go on without being recorded; check the folder&apos;s permissions.</source>
        <translation>无法写入历史记录：%1。运行会继续，但不会被记录；请检查文件夹的权限。</translation>
    </message>
    <message>
        <source>The disk is full, and the history waits: %1. Make room; it goes on by itself.</source>
        <translation>磁盘已满，历史记录正在等待：%1。请腾出空间；之后会自动继续。</translation>
    </message>
    <message>
        <source>There is no run &quot;%1&quot; in the history. It may have been deleted; look at the list.</source>
        <translation>历史记录中没有运行 “%1”。它可能已被删除；请查看列表。</translation>
    </message>
    <message>
        <source>More than one run begins with &quot;%1&quot;. Write more of its id.</source>
        <translation>以 “%1” 开头的运行不止一个。请写出更多标识字符。</translation>
    </message>
    <message>
        <source>The run %1 still goes on. Stop it first, or wait for its end.</source>
        <translation>运行 %1 仍在进行。请先停止它，或等待其结束。</translation>
    </message>
    <message>
        <source>What the history says of the run %1 can&apos;t be read.</source>
        <translation>无法读取历史记录中关于运行 %1 的内容。</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>%1 not finished</source>
        <translation>%1 个未结束</translation>
    </message>
    <message>
        <source>Some of the output is damaged on the disk and missing in the export.</source>
        <translation>部分输出在磁盘上已损坏，导出结果中缺少这些内容。</translation>
    </message>
    <message>
        <source>The output of one of the runs is gone; only outcomes were compared.</source>
        <translation>其中一次运行的输出已不存在；只比较了结果。</translation>
    </message>
    <message>
        <source>Some of the output is damaged on the disk; what is left of it was compared.</source>
        <translation>部分输出在磁盘上已损坏；只比较了剩余的部分。</translation>
    </message>
    <message>
        <source>The history could not be written to the end: this run is missing there, or not all of it is there. What is left of it: %1.</source>
        <translation>历史未能写完：本次运行不在其中，或不完整。留存的内容：%1。</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1，%2，%3</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>No output</source>
        <translation>没有输出</translation>
    </message>
</context>
<context>
    <name>regatta::text::Names</name>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>Logging in</source>
        <translation>登录中</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>等待您处理</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>Host key refused</source>
        <translation>主机密钥被拒</translation>
    </message>
    <message>
        <source>Log-in failed</source>
        <translation>登录失败</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>连接丢失</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Stop unverified</source>
        <translation>停止未确认</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Internal error</source>
        <translation>内部错误</translation>
    </message>
    <message>
        <source>SSH, built in</source>
        <translation>SSH（内置）</translation>
    </message>
    <message>
        <source>OpenSSH program</source>
        <translation>OpenSSH 程序</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Development</source>
        <translation>开发</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>预发布</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>Running, silent</source>
        <translation>运行中，无输出</translation>
    </message>
    <message>
        <source>Running, slow</source>
        <translation>运行中，较慢</translation>
    </message>
    <message>
        <source>It runs, but has printed nothing for a while. It may hang.</source>
        <translation>它在运行，但已有一段时间没有输出，可能已挂起。</translation>
    </message>
    <message>
        <source>It takes much longer than the others, or than it usually does.</source>
        <translation>它比其他任务或平时慢得多。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln succeeded</source>
        <translation>
            <numerusform>%Ln 个成功</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln 个失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unreachable</source>
        <translation>
            <numerusform>%Ln 个无法连接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln host key(s) refused</source>
        <translation>
            <numerusform>%Ln 个主机密钥被拒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln log-in(s) failed</source>
        <translation>
            <numerusform>%Ln 个登录失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln timed out</source>
        <translation>
            <numerusform>%Ln 个超时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln connection(s) lost</source>
        <translation>
            <numerusform>%Ln 个连接丢失</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stopped</source>
        <translation>
            <numerusform>%Ln 个已停止</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stop(s) unverified</source>
        <translation>
            <numerusform>%Ln 个停止未确认</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not started</source>
        <translation>
            <numerusform>%Ln 个未开始</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln internal error(s)</source>
        <translation>
            <numerusform>%Ln 个内部错误</numerusform>
        </translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message numerus="yes">
        <source>%Ln interrupted</source>
        <translation>
            <numerusform>%Ln 个已中断</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::text::Sentences</name>
    <message>
        <source>%1.</source>
        <translation>%1。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>signal %1</source>
        <translation>信号 %1</translation>
    </message>
    <message>
        <source>exit %1</source>
        <translation>退出码 %1</translation>
    </message>
    <message>
        <source>%1 If the change is right, remove the known key: %2</source>
        <translation>%1 若此更改无误，请移除已知密钥：%2</translation>
    </message>
</context>
<context>
    <name>regatta::ui::AnswerList</name>
    <message>
        <source>%1, exit %2</source>
        <translation>%1，退出码 %2</translation>
    </message>
    <message>
        <source>what most say</source>
        <translation>多数的回答</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n 个任务</numerusform>
        </translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>First difference</source>
        <translation>第一处不同</translation>
    </message>
</context>
<context>
    <name>regatta::ui::AnswerTextModel</name>
    <message>
        <source>Nothing was printed.</source>
        <translation>没有任何输出。</translation>
    </message>
    <message>
        <source>There is more: the log has all of it.</source>
        <translation>还有更多：全部内容见日志。</translation>
    </message>
    <message numerus="yes">
        <source>%n equal line(s)</source>
        <translation>
            <numerusform>%n 行相同</numerusform>
        </translation>
    </message>
    <message>
        <source>! stands for standard error</source>
        <translation>! 表示标准错误</translation>
    </message>
</context>
<context>
    <name>regatta::ui::AnswersPane</name>
    <message>
        <source>Failures First</source>
        <translation>失败优先</translation>
    </message>
    <message>
        <source>Groups that did not succeed stand above the larger ones</source>
        <translation>未成功的组排在较大的组之前</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>What makes no difference between two answers</source>
        <translation>比较两个回答时不计的差异</translation>
    </message>
    <message>
        <source>&amp;White Space</source>
        <translation>空白(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Empty Lines at the End</source>
        <translation>末尾的空行(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Numbers</source>
        <translation>数字(&amp;N)</translation>
    </message>
    <message>
        <source>The &amp;Host&apos;s Own Name</source>
        <translation>主机自身的名称(&amp;H)</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>How the answer differs from what most say; else the answer itself</source>
        <translation>此回答与多数回答的差异；若无差异则为回答本身</translation>
    </message>
    <message>
        <source>Groups of equal answers</source>
        <translation>相同回答的分组</translation>
    </message>
    <message>
        <source>Answer of the group</source>
        <translation>该组的回答</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Show &amp;Log</source>
        <translation>显示日志(&amp;L)</translation>
    </message>
    <message>
        <source>Select these tasks and show what they printed</source>
        <translation>选择这些任务并显示其输出</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>重试(&amp;R)</translation>
    </message>
    <message>
        <source>Run these tasks again</source>
        <translation>再次运行这些任务</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Stop those of these tasks that still run</source>
        <translation>停止其中仍在运行的任务</translation>
    </message>
    <message>
        <source>&amp;Copy Hosts</source>
        <translation>复制主机(&amp;C)</translation>
    </message>
    <message>
        <source>As one short expression: web[01-10]</source>
        <translation>作为一个简短的表达式：web[01-10]</translation>
    </message>
    <message>
        <source>Copy Hosts &amp;as a List</source>
        <translation>以列表形式复制主机(&amp;A)</translation>
    </message>
    <message>
        <source>One a line</source>
        <translation>每行一个</translation>
    </message>
    <message>
        <source>&amp;New Profile</source>
        <translation>新建方案(&amp;N)</translation>
    </message>
    <message>
        <source>A profile with these hosts alone</source>
        <translation>只包含这些主机的方案</translation>
    </message>
    <message>
        <source>No answers yet</source>
        <translation>还没有回答</translation>
    </message>
    <message>
        <source>Who said the same appears here.</source>
        <translation>回答相同的主机会显示在这里。</translation>
    </message>
    <message numerus="yes">
        <source>%n different answer(s)</source>
        <translation>
            <numerusform>%n 种不同的回答</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %n task(s)</source>
        <translation>
            <numerusform>来自 %n 个任务</numerusform>
        </translation>
    </message>
    <message>
        <source> · still reading</source>
        <translation> · 仍在读取</translation>
    </message>
    <message>
        <source>Ignore (%1)</source>
        <translation>忽略（%1）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>These Tasks</source>
        <translation>这些任务</translation>
    </message>
    <message>
        <source>What can be done with the tasks of the chosen groups</source>
        <translation>可以对所选分组的任务进行的操作</translation>
    </message>
    <message>
        <source>S&amp;elect All</source>
        <translation>全选(&amp;E)</translation>
    </message>
</context>
<context>
    <name>regatta::ui::BackgroundRun</name>
    <message>
        <source>&amp;Show the Window</source>
        <translation>显示窗口(&amp;S)</translation>
    </message>
    <message>
        <source>It goes on in the background</source>
        <translation>在后台继续运行</translation>
    </message>
    <message>
        <source>It goes on in the background.</source>
        <translation>运行将在后台继续。</translation>
    </message>
    <message>
        <source>This desktop has no tray. The window comes back when the run has ended; start Regatta again to have it back before.</source>
        <translation>此桌面没有系统托盘。运行结束后窗口会重新出现；如需提前打开，请再次启动 Regatta。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 done, %4 did not succeed</source>
        <translation>%1：已完成 %2/%3，%4 个未成功</translation>
    </message>
    <message>
        <source>The run has ended</source>
        <translation>运行已结束</translation>
    </message>
</context>
<context>
    <name>regatta::ui::CheckSummary</name>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
</context>
<context>
    <name>regatta::ui::CommandLine</name>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Click, or press Return, to edit the command</source>
        <translation>单击或按回车键以编辑命令</translation>
    </message>
</context>
<context>
    <name>regatta::ui::ComparisonDialog</name>
    <message>
        <source>not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Two runs compared</source>
        <translation>两次运行的比较</translation>
    </message>
    <message>
        <source>Hosts that differ</source>
        <translation>不同的主机</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Show what is the &amp;same, too</source>
        <translation>也显示相同的(&amp;S)</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>%1 ended differently, %2 printed something else, %3 in one of the runs only.</source>
        <translation>%1 个结果不同，%2 个输出不同，%3 个只出现在其中一次运行中。</translation>
    </message>
</context>
<context>
    <name>regatta::ui::ConfirmDialog</name>
    <message>
        <source> and %1 more</source>
        <translation>，另有 %1 个</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Run this?</source>
        <translation>要运行吗？</translation>
    </message>
    <message>
        <source>New job</source>
        <translation>新任务</translation>
    </message>
    <message>
        <source>Command for the first target</source>
        <translation>第一个目标的命令</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>First</source>
        <translation>第一个</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最后一个</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>No earlier run of this profile is known.</source>
        <translation>没有此方案以前的运行记录。</translation>
    </message>
    <message>
        <source>The same targets as in the last run.</source>
        <translation>目标与上次运行相同。</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Type the &amp;number of targets to go on:</source>
        <translation>输入目标数量以继续(&amp;N)：</translation>
    </message>
    <message>
        <source>&amp;Run on %1 targets</source>
        <translation>在 %1 个目标上运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Run on 1 target</source>
        <translation>在 1 个目标上运行(&amp;R)</translation>
    </message>
    <message>
        <source>Waves</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Stops after</source>
        <translation>停止条件</translation>
    </message>
    <message>
        <source>%1 failures</source>
        <translation>%1 失败</translation>
    </message>
    <message>
        <source>%1 unreachable</source>
        <translation>%1 无法连接</translation>
    </message>
    <message>
        <source> or </source>
        <translation>，或 </translation>
    </message>
    <message>
        <source>%1 in one wave</source>
        <translation>同一批中 %1</translation>
    </message>
    <message>
        <source>%1 targets, one wave after the other</source>
        <translation>%1 个目标，逐批进行</translation>
    </message>
    <message>
        <source>%1; asks in between</source>
        <translation>%1；每批之间询问</translation>
    </message>
    <message>
        <source>A retry: the other tasks of that run are left alone.</source>
        <translation>重试：该次运行的其他任务保持不变。</translation>
    </message>
    <message>
        <source>&amp;Preview…</source>
        <translation>预览(&amp;P)…</translation>
    </message>
    <message>
        <source>Every task&apos;s command line</source>
        <translation>每个任务的命令行</translation>
    </message>
    <message>
        <source>The only task runs:</source>
        <translation>唯一的任务运行：</translation>
    </message>
    <message>
        <source>Each of the %1 tasks runs:</source>
        <translation>%1 个任务都运行：</translation>
    </message>
    <message>
        <source>The first of %1 tasks with %2 different commands runs:</source>
        <translation>共 %1 个任务、%2 种不同的命令，其中第一个任务运行：</translation>
    </message>
    <message>
        <source>Parallel</source>
        <translation>并行</translation>
    </message>
    <message>
        <source>all at once</source>
        <translation>全部同时</translation>
    </message>
    <message>
        <source>at most %1 at once</source>
        <translation>最多同时 %1 个</translation>
    </message>
    <message>
        <source>The very same targets and command lines as in that run.</source>
        <translation>目标和命令行与那次运行完全相同。</translation>
    </message>
    <message>
        <source>This file was not saved by your Regatta. I have re&amp;viewed its commands and targets.</source>
        <translation>此文件不是由您的 Regatta 保存的。我已检查其中的命令和目标(&amp;V)。</translation>
    </message>
    <message>
        <source>Only after a failure</source>
        <translation>仅在失败之后</translation>
    </message>
    <message numerus="yes">
        <source>%Ln failure(s)</source>
        <translation>
            <numerusform>%Ln 个失败</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; only %2 hosts at a time can be connected here, for want of descriptors (see &quot;ulimit -n&quot;) or memory: the others wait for their turn</source>
        <translation>%1；由于文件描述符（参见“ulimit -n”）或内存不足，此处同时只能连接 %2 台主机：其余主机将排队等候</translation>
    </message>
</context>
<context>
    <name>regatta::ui::Confirmation</name>
    <message>
        <source>step %1</source>
        <translation>步骤 %1</translation>
    </message>
    <message>
        <source>step %1 (%2)</source>
        <translation>步骤 %1（%2）</translation>
    </message>
</context>
<context>
    <name>regatta::ui::ConnectionEditor</name>
    <message>
        <source>default (22)</source>
        <translation>默认 (22)</translation>
    </message>
    <message>
        <source>agent and default keys</source>
        <translation>代理和默认密钥</translation>
    </message>
    <message>
        <source>[user@]host[:port], as in ProxyJump</source>
        <translation>[user@]host[:port]，同 ProxyJump</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Jump host</source>
        <translation>跳板主机(&amp;J)</translation>
    </message>
    <message>
        <source>Change transport</source>
        <translation>更改传输方式</translation>
    </message>
    <message>
        <source>Edit user</source>
        <translation>编辑用户</translation>
    </message>
    <message>
        <source>Change a number</source>
        <translation>更改数字</translation>
    </message>
    <message>
        <source>Edit key</source>
        <translation>编辑密钥</translation>
    </message>
    <message>
        <source>Edit jump host</source>
        <translation>编辑跳板主机</translation>
    </message>
    <message>
        <source>Choose Private Key</source>
        <translation>选择私钥</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>传输方式</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>私钥</translation>
    </message>
</context>
<context>
    <name>regatta::ui::DesktopSecrets</name>
    <message>
        <source>Forget &amp;Kept Passwords…</source>
        <translation>忘记已保存的密码(&amp;K)…</translation>
    </message>
    <message>
        <source>Forget passwords?</source>
        <translation>忘记密码？</translation>
    </message>
    <message numerus="yes">
        <source>Forget %n password(s) and passphrase(s) that the desktop&apos;s secret store keeps for Regatta?</source>
        <translation>
            <numerusform>要忘记桌面密钥库为 Regatta 保存的 %n 个密码和口令吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>忘记(&amp;F)</translation>
    </message>
</context>
<context>
    <name>regatta::ui::DetailsView</name>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>怎么办</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Select a task in the table to see everything about it.</source>
        <translation>在表格中选择一个任务，即可查看其全部信息。</translation>
    </message>
    <message>
        <source>%1 tasks are selected. Select one to see everything about it.</source>
        <translation>已选择 %1 个任务。只选择一个即可查看其全部信息。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>waited %1</source>
        <translation>等待 %1</translation>
    </message>
    <message>
        <source>connected in %1</source>
        <translation>连接用时 %1</translation>
    </message>
    <message>
        <source>logged in in %1</source>
        <translation>登录用时 %1</translation>
    </message>
    <message>
        <source>ran for %1</source>
        <translation>运行了 %1</translation>
    </message>
    <message>
        <source>running for %1</source>
        <translation>已运行 %1</translation>
    </message>
    <message>
        <source>slot %1, try %2</source>
        <translation>槽位 %1，第 %2 次</translation>
    </message>
    <message>
        <source>as %1</source>
        <translation>实际为 %1</translation>
    </message>
    <message>
        <source>with the ssh program, because of &quot;%1&quot; in the ssh configuration</source>
        <translation>使用 ssh 程序，因为 ssh 配置中有“%1”</translation>
    </message>
    <message numerus="yes">
        <source>%1 byte(s)</source>
        <translation>
            <numerusform>%1 字节</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::DocumentActions</name>
    <message>
        <source>Regatta profiles (*.regatta)</source>
        <translation>Regatta 方案 (*.regatta)</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的更改</translation>
    </message>
    <message>
        <source>The profile has unsaved changes.</source>
        <translation>方案有未保存的更改。</translation>
    </message>
    <message>
        <source>Save Profile</source>
        <translation>保存方案</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>The profile could not be saved.</source>
        <translation>方案无法保存。</translation>
    </message>
    <message>
        <source>Open Profile</source>
        <translation>打开方案</translation>
    </message>
    <message>
        <source>Changed on disk</source>
        <translation>磁盘上已更改</translation>
    </message>
    <message>
        <source>Another program has changed this profile&apos;s file.</source>
        <translation>另一个程序更改了此方案的文件。</translation>
    </message>
    <message>
        <source>Reloading it loses your unsaved changes.</source>
        <translation>重新加载会丢失您未保存的更改。</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>重新加载(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keep mine</source>
        <translation>保留我的(&amp;K)</translation>
    </message>
    <message>
        <source>Not reloaded</source>
        <translation>未重新加载</translation>
    </message>
    <message>
        <source>The file can&apos;t be read as a profile; yours was kept.</source>
        <translation>无法将该文件作为方案读取；已保留您的方案。</translation>
    </message>
</context>
<context>
    <name>regatta::ui::EmptyPage</name>
    <message>
        <source>No hosts yet</source>
        <translation>还没有主机</translation>
    </message>
    <message>
        <source>A job needs hosts and a command. Nothing runs before you say so.</source>
        <translation>任务需要主机和命令。在您同意之前不会运行任何内容。</translation>
    </message>
    <message>
        <source>&amp;Try the demo: ten hosts on this machine</source>
        <translation>试用演示：本机上的十台主机(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Import hosts from ~/.ssh/config…</source>
        <translation>从 ~/.ssh/config 导入主机(&amp;I)…</translation>
    </message>
    <message>
        <source>Type or &amp;paste hosts…</source>
        <translation>输入或粘贴主机(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Open a profile…</source>
        <translation>打开方案(&amp;O)…</translation>
    </message>
    <message>
        <source>Import a ho&amp;sts file…</source>
        <translation>导入主机文件(&amp;S)…</translation>
    </message>
    <message>
        <source>Edit the &amp;profile</source>
        <translation>编辑方案(&amp;P)</translation>
    </message>
    <message>
        <source>This profile can&apos;t run yet</source>
        <translation>此方案还不能运行</translation>
    </message>
</context>
<context>
    <name>regatta::ui::EnvironmentBadge</name>
    <message>
        <source>Environment: %1</source>
        <translation>环境：%1</translation>
    </message>
</context>
<context>
    <name>regatta::ui::FilterBar</name>
    <message>
        <source>%1 running</source>
        <translation>%1 运行中</translation>
    </message>
    <message>
        <source>%1 queued</source>
        <translation>%1 排队</translation>
    </message>
    <message>
        <source>%1 succeeded</source>
        <translation>%1 成功</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 失败</translation>
    </message>
    <message>
        <source>%1 unreachable</source>
        <translation>%1 无法连接</translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation>%1 已停止</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>全部 %1</translation>
    </message>
    <message>
        <source>Filter hosts, output, errors (%1)</source>
        <translation>筛选主机、输出、错误（%1）</translation>
    </message>
    <message>
        <source>Running, but silent or much slower than is usual</source>
        <translation>正在运行，但没有输出或比平时慢得多</translation>
    </message>
    <message>
        <source>%1 straggling</source>
        <translation>%1 个掉队</translation>
    </message>
    <message>
        <source>%1 may still run</source>
        <translation>%1 可能仍在运行</translation>
    </message>
</context>
<context>
    <name>regatta::ui::FindBar</name>
    <message>
        <source>Find in the log</source>
        <translation>在日志中查找</translation>
    </message>
    <message>
        <source>Aa</source>
        <translation>Aa</translation>
    </message>
    <message>
        <source>Capital letters make a difference</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>.*</source>
        <translation>.*</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>Only Matches</source>
        <translation>仅匹配行</translation>
    </message>
    <message>
        <source>Show no other lines</source>
        <translation>不显示其他行</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>All matches in a list</source>
        <translation>以列表显示全部匹配</translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation>上一个匹配 (Shift+F3)</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>下一个匹配 (F3)</translation>
    </message>
    <message>
        <source>Find nothing any more (Escape)</source>
        <translation>结束查找 (Escape)</translation>
    </message>
    <message>
        <source>This is no regular expression: %1</source>
        <translation>这不是正则表达式：%1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>%1 · searching</source>
        <translation>%1 · 正在搜索</translation>
    </message>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln 处匹配</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::HistoryDialog</name>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Find by name, command, profile or host</source>
        <translation>按名称、命令、方案或主机查找</translation>
    </message>
    <message>
        <source>Find runs</source>
        <translation>查找运行</translation>
    </message>
    <message>
        <source>Past runs</source>
        <translation>过去的运行</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>删除(&amp;D)…</translation>
    </message>
    <message>
        <source>Choose two runs: which hosts ended differently or printed something else</source>
        <translation>选择两次运行：哪些主机的结果或输出不同</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 次运行</translation>
    </message>
    <message>
        <source>Nothing has run yet.</source>
        <translation>还没有运行过。</translation>
    </message>
    <message>
        <source>No run fits.</source>
        <translation>没有符合的运行。</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>Delete runs?</source>
        <translation>删除运行？</translation>
    </message>
    <message>
        <source>Delete this run?</source>
        <translation>删除这次运行？</translation>
    </message>
    <message>
        <source>Delete %1 runs?</source>
        <translation>删除 %1 次运行？</translation>
    </message>
    <message>
        <source>What the hosts printed is deleted, too. This can&apos;t be undone.</source>
        <translation>主机的输出也会被删除。此操作无法撤销。</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 次运行</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Delete the selected runs</source>
        <translation>删除所选的运行</translation>
    </message>
</context>
<context>
    <name>regatta::ui::HistoryModel</name>
    <message>
        <source>No name</source>
        <translation>无名称</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>regatta::ui::HostImport</name>
    <message>
        <source>Import Hosts from ~/.ssh/&amp;config…</source>
        <translation>从 ~/.ssh/config 导入主机(&amp;C)…</translation>
    </message>
    <message>
        <source>Import Hosts from a F&amp;ile…</source>
        <translation>从文件导入主机(&amp;I)…</translation>
    </message>
    <message>
        <source>Paste &amp;Hosts</source>
        <translation>粘贴主机(&amp;H)</translation>
    </message>
    <message>
        <source>A text file with one target a line: [user@]host[:port]</source>
        <translation>每行一个目标的文本文件：[user@]host[:port]</translation>
    </message>
    <message>
        <source>There are no hosts to import in ~/.ssh/config.</source>
        <translation>~/.ssh/config 中没有可导入的主机。</translation>
    </message>
    <message>
        <source>It names no host without wildcards.</source>
        <translation>其中没有不含通配符的主机名。</translation>
    </message>
    <message>
        <source>Import Hosts</source>
        <translation>导入主机</translation>
    </message>
    <message>
        <source>The hosts could not be imported.</source>
        <translation>无法导入主机。</translation>
    </message>
    <message>
        <source>There are no hosts in this file.</source>
        <translation>此文件中没有主机。</translation>
    </message>
    <message>
        <source>There are no hosts on the clipboard.</source>
        <translation>剪贴板上没有主机。</translation>
    </message>
    <message>
        <source>Copy a list of them somewhere first.</source>
        <translation>请先在别处复制一份主机列表。</translation>
    </message>
    <message>
        <source>Import hosts</source>
        <translation>导入主机</translation>
    </message>
    <message>
        <source>The hosts that your ssh configuration names</source>
        <translation>ssh 配置中列出的主机</translation>
    </message>
    <message>
        <source>Adds the hosts on the clipboard, one a line, whatever separates them there</source>
        <translation>添加剪贴板上的主机，每行一个，无论原来以什么分隔</translation>
    </message>
</context>
<context>
    <name>regatta::ui::HostKeyDialog</name>
    <message>
        <source>Unknown host key</source>
        <translation>未知的主机密钥</translation>
    </message>
    <message>
        <source>Unknown host keys</source>
        <translation>未知的主机密钥</translation>
    </message>
    <message>
        <source>No known_hosts file knows the key of this host. Compare the fingerprint with the one that the host&apos;s administrator gives you, and accept it only if they are the same.</source>
        <translation>没有任何 known_hosts 文件认识此主机的密钥。请与主机管理员提供的指纹核对，只有相同时才接受。</translation>
    </message>
    <message>
        <source>%1 hosts show keys that no known_hosts file knows. Compare the fingerprints with those that the hosts&apos; administrators give you, and tick the ones that are right. The others are refused.</source>
        <translation>有 %1 台主机的密钥不在任何 known_hosts 文件中。请与主机管理员提供的指纹核对，并勾选正确的主机。其余的将被拒绝。</translation>
    </message>
    <message>
        <source>Some of them show the same key: so do machines that were cloned, and so does a machine that stands between you and them.</source>
        <translation>其中有些主机的密钥相同：克隆的机器会这样，夹在您与它们之间的机器也会这样。</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Key type</source>
        <translation>密钥类型</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>Tick &amp;all</source>
        <translation>全部勾选(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Refuse</source>
        <translation>拒绝(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Refuse all</source>
        <translation>全部拒绝(&amp;R)</translation>
    </message>
    <message>
        <source>Writes the keys into your known_hosts file</source>
        <translation>把密钥写入您的 known_hosts 文件</translation>
    </message>
    <message>
        <source>Accept %1 for &amp;this run</source>
        <translation>本次运行接受 %1 个(&amp;T)</translation>
    </message>
    <message>
        <source>Accept for &amp;this run</source>
        <translation>本次运行接受(&amp;T)</translation>
    </message>
    <message>
        <source>Accept %1 for &amp;good</source>
        <translation>永久接受 %1 个(&amp;G)</translation>
    </message>
    <message>
        <source>Accept for &amp;good</source>
        <translation>永久接受(&amp;G)</translation>
    </message>
</context>
<context>
    <name>regatta::ui::KeyWords</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>regatta::ui::LimitMeter</name>
    <message>
        <source>When the limit is reached, nothing more begins until you decide.</source>
        <translation>达到上限后，在您决定之前不再开始新的任务。</translation>
    </message>
    <message>
        <source>failures %1 of %2</source>
        <translation>失败 %1/%2</translation>
    </message>
    <message>
        <source>unreachable %1 of %2</source>
        <translation>无法连接 %1/%2</translation>
    </message>
    <message>
        <source>unreachable %1 of %2 in wave %3</source>
        <translation>第 %3 批：无法连接 %1/%2</translation>
    </message>
    <message>
        <source>failures %1 of %2 in wave %3</source>
        <translation>第 %3 批：失败 %1/%2</translation>
    </message>
</context>
<context>
    <name>regatta::ui::LogInDialog</name>
    <message>
        <source>Unlock a key</source>
        <translation>解锁密钥</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>The last answer was not accepted.</source>
        <translation>上次的回答未被接受。</translation>
    </message>
    <message>
        <source>Use it for &amp;all hosts of this run that ask for a password</source>
        <translation>用于本次运行中所有要求密码的主机(&amp;A)</translation>
    </message>
    <message>
        <source>The private key %1 is locked. Its passphrase opens it for all hosts.</source>
        <translation>私钥 %1 已加锁。输入口令即可为所有主机解锁。</translation>
    </message>
    <message numerus="yes">
        <source>%1 asks for a password, and so do %n other host(s).</source>
        <translation>
            <numerusform>%1 要求密码，另有 %n 台主机也是。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 asks for a password.</source>
        <translation>%1 要求密码。</translation>
    </message>
    <message>
        <source>The server of %1 wants to know:</source>
        <translation>%1 的服务器想知道：</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>解锁(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Log in</source>
        <translation>登录(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Without this key</source>
        <translation>不用此密钥(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Skip this host</source>
        <translation>跳过此主机(&amp;S)</translation>
    </message>
    <message>
        <source>Skip a&amp;ll that ask</source>
        <translation>跳过所有要求密码的主机(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Keep it in the desktop&apos;s secret store</source>
        <translation>保存到桌面的密钥库(&amp;K)</translation>
    </message>
    <message>
        <source>Use it for &amp;all hosts of this run whose sudo asks</source>
        <translation>用于本次运行中 sudo 询问密码的所有主机(&amp;A)</translation>
    </message>
    <message>
        <source>Password for sudo</source>
        <translation>sudo 的密码</translation>
    </message>
    <message numerus="yes">
        <source>sudo wants the password of %1, and so it does on %n other host(s).</source>
        <translation>
            <numerusform>sudo 需要 %1 的密码，另有 %n 台主机上的 sudo 也需要。</numerusform>
        </translation>
    </message>
    <message>
        <source>sudo wants the password of %1.</source>
        <translation>sudo 需要 %1 的密码。</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
</context>
<context>
    <name>regatta::ui::LogPane</name>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Keep the newest line in sight (End)</source>
        <translation>始终显示最新一行 (End)</translation>
    </message>
    <message numerus="yes">
        <source>%n selected task(s) · %1</source>
        <translation>
            <numerusform>已选择 %n 个任务 · %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the first 64 MB were copied. Save the log to have all of it.</source>
        <translation>只复制了前 64 MB。要获得全部内容，请保存日志。</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>查找(&amp;F)</translation>
    </message>
    <message>
        <source>Find in the log (Ctrl+Shift+F)</source>
        <translation>在日志中查找 (Ctrl+Shift+F)</translation>
    </message>
    <message>
        <source>Find &amp;Next</source>
        <translation>查找下一个(&amp;N)</translation>
    </message>
    <message>
        <source>Find &amp;Previous</source>
        <translation>查找上一个(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy wi&amp;th Colours</source>
        <translation>连同颜色复制(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Save as Text…</source>
        <translation>保存为文本(&amp;S)…</translation>
    </message>
    <message>
        <source>Save with C&amp;olours…</source>
        <translation>连同颜色保存(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Wrap</source>
        <translation>换行(&amp;W)</translation>
    </message>
    <message>
        <source>Break long lines</source>
        <translation>长行自动换行</translation>
    </message>
    <message>
        <source>Only F&amp;ailures</source>
        <translation>仅失败(&amp;A)</translation>
    </message>
    <message>
        <source>Tasks that did not succeed, and no others</source>
        <translation>只显示未成功的任务</translation>
    </message>
    <message>
        <source>The expression takes too long on one line; the search has ended there.</source>
        <translation>表达式在某一行上耗时过长；搜索在该处结束。</translation>
    </message>
    <message>
        <source>Only the first %1 matches are kept.</source>
        <translation>只保留前 %1 处匹配。</translation>
    </message>
    <message>
        <source>Save the Log</source>
        <translation>保存日志</translation>
    </message>
    <message>
        <source>log.txt</source>
        <translation>log.txt</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) that did not succeed · %1</source>
        <translation>
            <numerusform>%n 个未成功的任务 · %1</numerusform>
        </translation>
    </message>
    <message>
        <source>All Tasks</source>
        <translation>所有任务</translation>
    </message>
    <message>
        <source>Show what all tasks print, not only the selected ones</source>
        <translation>显示所有任务的输出，而不只是所选任务的</translation>
    </message>
    <message numerus="yes">
        <source>%1 line(s)</source>
        <translation>
            <numerusform>%1 行</numerusform>
        </translation>
    </message>
    <message>
        <source>complete</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>%1 not on disk</source>
        <translation>磁盘上缺少 %1</translation>
    </message>
    <message>
        <source>In the order of arrival</source>
        <translation>按到达顺序</translation>
    </message>
    <message>
        <source>All tasks · %1</source>
        <translation>所有任务 · %1</translation>
    </message>
    <message>
        <source>There are no failures.</source>
        <translation>没有失败。</translation>
    </message>
    <message>
        <source>There are no failures among what is selected.</source>
        <translation>所选内容中没有失败。</translation>
    </message>
</context>
<context>
    <name>regatta::ui::LogView</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Nothing printed yet.</source>
        <translation>还没有输出。</translation>
    </message>
    <message>
        <source>What the hosts print appears here.</source>
        <translation>主机的输出会显示在这里。</translation>
    </message>
    <message>
        <source>(the disk has spoilt this line)</source>
        <translation>（此行已被磁盘损坏）</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>没有匹配。</translation>
    </message>
    <message>
        <source>attempt %1: </source>
        <translation>第 %1 次尝试：</translation>
    </message>
    <message>
        <source>standard error: </source>
        <translation>标准错误：</translation>
    </message>
    <message>
        <source>Nothing was printed.</source>
        <translation>没有输出。</translation>
    </message>
    <message>
        <source>Nothing was printed. %1</source>
        <translation>没有输出。%1</translation>
    </message>
</context>
<context>
    <name>regatta::ui::MainWindow</name>
    <message>
        <source>Change parallel</source>
        <translation>更改并行数</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>%1[*] — Regatta</source>
        <translation>%1[*] — Regatta</translation>
    </message>
    <message>
        <source>Something still runs</source>
        <translation>仍有任务在运行</translation>
    </message>
    <message>
        <source>&amp;Stop all and close</source>
        <translation>全部停止并关闭(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Keep open</source>
        <translation>保持打开(&amp;K)</translation>
    </message>
    <message>
        <source>About Regatta</source>
        <translation>关于 Regatta</translation>
    </message>
    <message>
        <source>Regatta %1</source>
        <translation>Regatta %1</translation>
    </message>
    <message>
        <source>A desktop monitor for SSH jobs. Licensed under the Apache License 2.0.</source>
        <translation>SSH 任务的桌面监视器。依 Apache License 2.0 许可。</translation>
    </message>
    <message>
        <source>%1, some hosts</source>
        <translation>%1，部分主机</translation>
    </message>
    <message>
        <source>%1, copy</source>
        <translation>%1，副本</translation>
    </message>
    <message>
        <source>They can go on without the window, or be stopped at their hosts first.</source>
        <translation>它们可以在没有窗口的情况下继续，也可以先在主机上停止。</translation>
    </message>
    <message>
        <source>Run on in the &amp;background</source>
        <translation>在后台继续(&amp;B)</translation>
    </message>
    <message>
        <source>%1, past run[*] — Regatta</source>
        <translation>%1，过去的运行[*] — Regatta</translation>
    </message>
    <message numerus="yes">
        <source>Still to end: %1 of %Ln task(s).</source>
        <translation>
            <numerusform>%Ln 个任务中有 %1 个尚未结束。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::Notices</name>
    <message>
        <source>%1 succeeded, none failed</source>
        <translation>%1 个成功，没有失败</translation>
    </message>
    <message>
        <source>%1 succeeded, %2 did not</source>
        <translation>%1 个成功，%2 个未成功</translation>
    </message>
    <message>
        <source>Wave %1 of %2 has ended: %3. The next one waits for you.</source>
        <translation>第 %1 批（共 %2 批）已结束：%3。下一批等待您确认。</translation>
    </message>
    <message>
        <source>%1 tasks are silent or much slower than usual.</source>
        <translation>%1 个任务没有输出或比平时慢得多。</translation>
    </message>
    <message>
        <source>%1 has printed nothing for a while.</source>
        <translation>%1 已有一段时间没有输出。</translation>
    </message>
    <message>
        <source>%1 takes much longer than usual.</source>
        <translation>%1 比平时慢得多。</translation>
    </message>
    <message>
        <source>%1: nothing more begins until you decide.</source>
        <translation>%1：在您决定之前不再开始新任务。</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln task(s) did not reach the host</source>
        <translation>
            <numerusform>%Ln 个任务中有 %1 个无法连接其主机</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln task(s) failed</source>
        <translation>
            <numerusform>%Ln 个任务中有 %1 个失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln task(s) of wave %2 did not reach the host</source>
        <translation>
            <numerusform>第 %2 批 %Ln 个任务中有 %1 个无法连接其主机</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln task(s) of wave %2 failed</source>
        <translation>
            <numerusform>第 %2 批 %Ln 个任务中有 %1 个失败</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::PastRunBar</name>
    <message>
        <source>Run &amp;Again…</source>
        <translation>再次运行(&amp;A)…</translation>
    </message>
    <message>
        <source>Edit a &amp;Copy</source>
        <translation>编辑副本(&amp;C)</translation>
    </message>
    <message>
        <source>A new profile, made of the one that was run</source>
        <translation>由所运行的方案生成的新方案</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>关闭(&amp;L)</translation>
    </message>
    <message>
        <source>Back to the profile that is open</source>
        <translation>回到当前打开的方案</translation>
    </message>
    <message>
        <source>Past run · %1 · %2 · %3</source>
        <translation>过去的运行 · %1 · %2 · %3</translation>
    </message>
    <message>
        <source> · its output is gone</source>
        <translation> · 其输出已不存在</translation>
    </message>
    <message>
        <source>This run has been deleted; what you see goes when you close it.</source>
        <translation>这次运行已被删除；关闭后所显示的内容将消失。</translation>
    </message>
    <message>
        <source>The very same targets, items and command lines</source>
        <translation>完全相同的目标、项目和命令行</translation>
    </message>
    <message>
        <source> · the end of its output is damaged</source>
        <translation> · 其输出的末尾已损坏</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>导出(&amp;X)</translation>
    </message>
    <message>
        <source>The run as a report, a table or files</source>
        <translation>将此次运行导出为报告、表格或文件</translation>
    </message>
</context>
<context>
    <name>regatta::ui::PastRuns</name>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Something still runs</source>
        <translation>仍有任务在运行</translation>
    </message>
    <message>
        <source>Open past runs when it has finished, or from a new window.</source>
        <translation>请等待其结束后，或在新窗口中打开过去的运行。</translation>
    </message>
    <message>
        <source>This run can&apos;t be opened</source>
        <translation>无法打开这次运行</translation>
    </message>
    <message>
        <source>E&amp;xport the Run</source>
        <translation>导出此次运行(&amp;X)</translation>
    </message>
</context>
<context>
    <name>regatta::ui::PreviewDialog</name>
    <message>
        <source>What would be run</source>
        <translation>将要运行的内容</translation>
    </message>
    <message>
        <source>Find in hosts, items and commands</source>
        <translation>在主机、项目和命令中查找</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message numerus="yes">
        <source>%Ln command line(s)</source>
        <translation>
            <numerusform>%Ln 条命令</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln command line(s)</source>
        <translation>
            <numerusform>%1/%Ln 条命令</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::PreviewModel</name>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>regatta::ui::ProblemList</name>
    <message>
        <source>… and %1 more</source>
        <translation>……以及另外 %1 个</translation>
    </message>
</context>
<context>
    <name>regatta::ui::ProfileEditor</name>
    <message>
        <source>Edit profile</source>
        <translation>编辑方案</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Back to the run (F4)</source>
        <translation>返回运行 (F4)</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>未设置</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>说明(&amp;D)</translation>
    </message>
    <message>
        <source>web[01-10].example.org
ops@10.0.0.7:2222
@databases</source>
        <translation>web[01-10].example.org
ops@10.0.0.7:2222
@databases</translation>
    </message>
    <message>
        <source>hosts to leave out</source>
        <translation>要排除的主机</translation>
    </message>
    <message>
        <source>&amp;Paste hosts</source>
        <translation>粘贴主机(&amp;P)</translation>
    </message>
    <message>
        <source>Import from ~/.ssh/config…</source>
        <translation>从 ~/.ssh/config 导入…</translation>
    </message>
    <message>
        <source>Import a hosts file…</source>
        <translation>导入主机文件…</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>E&amp;xcept</source>
        <translation>除外(&amp;X)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Time-out, s</source>
        <translation>超时（秒）</translation>
    </message>
    <message>
        <source>Add step</source>
        <translation>添加步骤</translation>
    </message>
    <message>
        <source>Values, such as app-[0-9]</source>
        <translation>取值，例如 app-[0-9]</translation>
    </message>
    <message>
        <source>Add axis</source>
        <translation>添加维度</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Add variable</source>
        <translation>添加变量</translation>
    </message>
    <message>
        <source>In a command, {{name}} stands for a value, quoted: host, user, port, index, run, attempt, slot, and the names below.</source>
        <translation>命令中的 {{name}} 代表一个加了引号的值：host、user、port、index、run、attempt、slot，以及下面的名称。</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>&amp;Steps, in order</source>
        <translation>步骤，按顺序(&amp;S)</translation>
    </message>
    <message>
        <source>First task runs</source>
        <translation>第一个任务运行</translation>
    </message>
    <message>
        <source>&amp;Matrix</source>
        <translation>矩阵(&amp;M)</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>all at once</source>
        <translation>全部同时</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>… on one &amp;target</source>
        <translation>… 每个目标(&amp;T)</translation>
    </message>
    <message>
        <source>Time-out to &amp;connect</source>
        <translation>连接超时(&amp;C)</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Edit name</source>
        <translation>编辑名称</translation>
    </message>
    <message>
        <source>Edit description</source>
        <translation>编辑说明</translation>
    </message>
    <message>
        <source>Edit exceptions</source>
        <translation>编辑除外主机</translation>
    </message>
    <message>
        <source>Edit hosts</source>
        <translation>编辑主机</translation>
    </message>
    <message>
        <source>Change environment</source>
        <translation>更改环境</translation>
    </message>
    <message>
        <source>Edit steps</source>
        <translation>编辑步骤</translation>
    </message>
    <message>
        <source>Edit matrix</source>
        <translation>编辑矩阵</translation>
    </message>
    <message>
        <source>Edit variables</source>
        <translation>编辑变量</translation>
    </message>
    <message>
        <source>Change a number</source>
        <translation>更改数字</translation>
    </message>
    <message>
        <source>Change a time-out</source>
        <translation>更改超时</translation>
    </message>
    <message>
        <source>Safeguards</source>
        <translation>安全措施</translation>
    </message>
    <message>
        <source>Edit safeguards</source>
        <translation>编辑安全措施</translation>
    </message>
    <message>
        <source>Env&amp;ironment</source>
        <translation>环境(&amp;I)</translation>
    </message>
    <message>
        <source>H&amp;osts, a line each</source>
        <translation>主机，每行一个(&amp;O)</translation>
    </message>
    <message>
        <source>Varia&amp;bles</source>
        <translation>变量(&amp;B)</translation>
    </message>
    <message>
        <source>Tas&amp;ks in parallel</source>
        <translation>并行任务数(&amp;K)</translation>
    </message>
    <message>
        <source>… of &amp;a step</source>
        <translation>… 每个步骤(&amp;A)</translation>
    </message>
    <message>
        <source>… without output</source>
        <translation>… 无输出</translation>
    </message>
    <message>
        <source>… to log in</source>
        <translation>… 登录</translation>
    </message>
    <message>
        <source>… of the whole run</source>
        <translation>… 整个运行</translation>
    </message>
    <message>
        <source>A job needs hosts and a command.</source>
        <translation>一个作业需要主机和命令。</translation>
    </message>
    <message>
        <source>Ready: %1, %2.</source>
        <translation>就绪：%1，%2。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s)</source>
        <translation>
            <numerusform>%Ln 个目标</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s)</source>
        <translation>
            <numerusform>%Ln 个任务</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::QuestionsDialog</name>
    <message>
        <source>Before this run</source>
        <translation>运行之前</translation>
    </message>
    <message>
        <source>&amp;Continue…</source>
        <translation>继续(&amp;C)…</translation>
    </message>
</context>
<context>
    <name>regatta::ui::ResultPanes</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
</context>
<context>
    <name>regatta::ui::RowsEditor</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
</context>
<context>
    <name>regatta::ui::RunActions</name>
    <message>
        <source>Edit &amp;Profile</source>
        <translation>编辑方案(&amp;P)</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>&amp;Run…</source>
        <translation>运行(&amp;R)…</translation>
    </message>
    <message>
        <source>Pre&amp;view…</source>
        <translation>预览(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Stop Selected</source>
        <translation>停止所选(&amp;S)</translation>
    </message>
    <message>
        <source>Stop &amp;All</source>
        <translation>全部停止(&amp;A)</translation>
    </message>
    <message>
        <source>Retry &amp;Failed…</source>
        <translation>重试失败的任务(&amp;F)…</translation>
    </message>
    <message>
        <source>Retry &amp;Unreachable…</source>
        <translation>重试无法连接的任务(&amp;U)…</translation>
    </message>
    <message>
        <source>Retry &amp;Not Started…</source>
        <translation>重试未开始的任务(&amp;N)…</translation>
    </message>
    <message>
        <source>Retry S&amp;elected…</source>
        <translation>重试所选任务(&amp;E)…</translation>
    </message>
    <message>
        <source>Next F&amp;ailure</source>
        <translation>下一个失败(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Filter Tasks</source>
        <translation>筛选任务(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Copy Rows</source>
        <translation>复制行(&amp;C)</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>Begin the Ne&amp;xt Wave</source>
        <translation>开始下一批(&amp;X)</translation>
    </message>
    <message>
        <source>S&amp;top Stragglers</source>
        <translation>停止掉队的任务(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Leave Stragglers Alone</source>
        <translation>不管掉队的任务(&amp;L)</translation>
    </message>
    <message>
        <source>Retry Failed, Unreacha&amp;ble and Not Started…</source>
        <translation>重试失败、无法连接和未开始的任务(&amp;B)…</translation>
    </message>
    <message>
        <source>%1 (%2)…</source>
        <translation>%1 (%2)…</translation>
    </message>
    <message>
        <source>&amp;Go On Past the Limit</source>
        <translation>越过限制继续(&amp;G)</translation>
    </message>
    <message>
        <source>Asks again after as many more</source>
        <translation>再有同样多失败时再次询问</translation>
    </message>
    <message>
        <source>Go On &amp;Whatever Fails</source>
        <translation>无论失败与否都继续(&amp;W)</translation>
    </message>
    <message>
        <source>The limit is off for the rest of the run</source>
        <translation>本次运行余下部分不再限制</translation>
    </message>
    <message>
        <source>En&amp;d the Run Here</source>
        <translation>在此结束运行(&amp;D)</translation>
    </message>
    <message>
        <source>What has not begun is skipped; what runs may finish</source>
        <translation>尚未开始的跳过；正在运行的可以完成</translation>
    </message>
    <message>
        <source>S&amp;how Stragglers</source>
        <translation>显示掉队的任务(&amp;H)</translation>
    </message>
    <message>
        <source>Retry What D&amp;id Not Succeed…</source>
        <translation>重试未成功的任务(&amp;I)…</translation>
    </message>
    <message>
        <source>Retr&amp;y All…</source>
        <translation>全部重试(&amp;Y)…</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Run Stragglers Once &amp;More</source>
        <translation>重新运行掉队的任务(&amp;M)</translation>
    </message>
    <message>
        <source>They are stopped, and begin again once they are gone</source>
        <translation>先停止它们，确认已消失后重新开始</translation>
    </message>
    <message>
        <source>Run Selected &amp;Once More</source>
        <translation>重新运行所选任务(&amp;O)</translation>
    </message>
    <message>
        <source>Edit Co&amp;mmand</source>
        <translation>编辑命令(&amp;M)</translation>
    </message>
</context>
<context>
    <name>regatta::ui::RunExport</name>
    <message>
        <source>&amp;HTML Report…</source>
        <translation>HTML 报告(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;CSV…</source>
        <translation>CSV(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;JSON…</source>
        <translation>JSON(&amp;J)…</translation>
    </message>
    <message>
        <source>JUnit &amp;XML…</source>
        <translation>JUnit XML(&amp;X)…</translation>
    </message>
    <message>
        <source>Plain &amp;Files in a Folder…</source>
        <translation>文件夹中的纯文本文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Export the Run</source>
        <translation>导出运行</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Exported: %1</source>
        <translation>已导出：%1</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>The run could not be exported.</source>
        <translation>无法导出该运行。</translation>
    </message>
    <message>
        <source>The export is incomplete.</source>
        <translation>导出结果不完整。</translation>
    </message>
</context>
<context>
    <name>regatta::ui::RunHeader</name>
    <message>
        <source>%1s</source>
        <comment>the plural of a matrix axis</comment>
        <translation>%1</translation>
    </message>
    <message>
        <source>items</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 个%2</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 × %2 %3 = %4</source>
        <translation>%1 × %2 %3 = %4</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>How many tasks may run at once; works during the run</source>
        <translation>可同时运行的任务数；运行期间也可更改</translation>
    </message>
    <message>
        <source>Para&amp;llel</source>
        <translation>并行(&amp;L)</translation>
    </message>
    <message>
        <source>New job</source>
        <translation>新任务</translation>
    </message>
    <message>
        <source>%1 named twice, run once</source>
        <translation>%1 重复列出，只运行一次</translation>
    </message>
    <message>
        <source>No hosts and no command yet</source>
        <translation>还没有主机和命令</translation>
    </message>
    <message>
        <source>review before first run</source>
        <translation>首次运行前请检查</translation>
    </message>
    <message>
        <source>This file was not saved by your Regatta, or has been changed since.</source>
        <translation>此文件不是由您的 Regatta 保存的，或之后被更改过。</translation>
    </message>
</context>
<context>
    <name>regatta::ui::RunModel</name>
    <message>
        <source>step %1</source>
        <translation>步骤 %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>%1 (%2 tries)</source>
        <translation>%1（%2 次）</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Exit</source>
        <translation>退出码</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Last line</source>
        <translation>最后一行</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Slot</source>
        <translation>槽位</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>步骤 %1/%2</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1/%2：%3</translation>
    </message>
</context>
<context>
    <name>regatta::ui::RunStarter</name>
    <message>
        <source>same targets as last run</source>
        <translation>目标与上次运行相同</translation>
    </message>
    <message>
        <source>not the targets of the last run</source>
        <translation>目标与上次运行不同</translation>
    </message>
    <message>
        <source>Nothing was run</source>
        <translation>没有运行任何内容</translation>
    </message>
    <message>
        <source>There is no place to keep what the hosts print.</source>
        <translation>没有地方保存主机的输出。</translation>
    </message>
</context>
<context>
    <name>regatta::ui::RunStatusBar</name>
    <message>
        <source>Progress of the run</source>
        <translation>运行进度</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>No tasks yet</source>
        <translation>还没有任务</translation>
    </message>
    <message>
        <source>%1 running</source>
        <translation>%1 运行中</translation>
    </message>
    <message>
        <source>%1 queued</source>
        <translation>%1 排队</translation>
    </message>
    <message>
        <source>%1 succeeded</source>
        <translation>%1 成功</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 失败</translation>
    </message>
    <message>
        <source>%1 unreachable</source>
        <translation>%1 无法连接</translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation>%1 已停止</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>effective parallelism %1</source>
        <translation>有效并行度 %1</translation>
    </message>
    <message>
        <source>peak %1</source>
        <translation>峰值 %1</translation>
    </message>
    <message>
        <source>%1 of output</source>
        <translation>输出 %1</translation>
    </message>
    <message>
        <source>parallel %1 of %2</source>
        <translation>并行 %1/%2</translation>
    </message>
    <message>
        <source>parallel %1</source>
        <translation>并行 %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>%1 tasks/s</source>
        <translation>%1 个任务/秒</translation>
    </message>
    <message>
        <source>left %1 ± %2</source>
        <translation>剩余 %1 ± %2</translation>
    </message>
    <message>
        <source>lag %1 ms</source>
        <translation>延迟 %1 毫秒</translation>
    </message>
    <message>
        <source>stopped after too many failures</source>
        <translation>失败过多，已停止</translation>
    </message>
    <message>
        <source>waits for the disk</source>
        <translation>等待磁盘空间</translation>
    </message>
    <message>
        <source>%1 may still run</source>
        <translation>%1 可能仍在运行</translation>
    </message>
    <message numerus="yes">
        <source>slowed down: %n handshake(s) at once, servers refuse more</source>
        <translation>
            <numerusform>已放慢：同时 %n 个握手，更多会被服务器拒绝</numerusform>
        </translation>
    </message>
    <message>
        <source>wave %1 of %2 is done</source>
        <translation>第 %1 批（共 %2 批）已完成</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>regatta::ui::SafeguardsEditor</name>
    <message>
        <source>Ask before each further wave</source>
        <translation>每进入下一批之前询问</translation>
    </message>
    <message>
        <source>all targets at once; or 1, 10%, 100%</source>
        <translation>所有目标同时；或 1, 10%, 100%</translation>
    </message>
    <message>
        <source>never; or 5, 10%</source>
        <translation>从不；或 5, 10%</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Where a host can&apos;t be reached, or its connection is lost.</source>
        <translation>适用于主机无法连接或连接丢失的情况。</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Before the first retry; each further one waits longer.</source>
        <translation>第一次重试之前的等待；之后逐次延长。</translation>
    </message>
    <message>
        <source>&amp;Waves of targets</source>
        <translation>目标批次(&amp;W)</translation>
    </message>
    <message>
        <source>Wait before a retr&amp;y</source>
        <translation>重试前等待(&amp;Y)</translation>
    </message>
    <message>
        <source>Stop after fai&amp;lures</source>
        <translation>失败多少后停止(&amp;L)</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试次数</translation>
    </message>
    <message>
        <source>Count them anew in each wave</source>
        <translation>每批重新计数</translation>
    </message>
    <message>
        <source>any; or a variable: rack</source>
        <translation>任意；或一个变量：rack</translation>
    </message>
    <message>
        <source>No wave has two targets with the same value of this variable.</source>
        <translation>同一批中没有两个目标的该变量取值相同。</translation>
    </message>
    <message>
        <source>none; or rack=2, @databases=1, jump=20</source>
        <translation>无；或 rack=2, @databases=1, jump=20</translation>
    </message>
    <message>
        <source>How many tasks run at once among targets with the same value of a variable, of a group, or behind one jump host.</source>
        <translation>变量取值相同的目标、同一组或同一跳板机之后同时运行多少任务。</translation>
    </message>
    <message>
        <source>as failures; or 5, 10%</source>
        <translation>计为失败；或 5、10%</translation>
    </message>
    <message>
        <source>… with distinct</source>
        <translation>… 取值各不相同</translation>
    </message>
    <message>
        <source>At most at once</source>
        <translation>同时最多</translation>
    </message>
    <message>
        <source>… after unreachable hosts</source>
        <translation>… 无法连接的主机数</translation>
    </message>
</context>
<context>
    <name>regatta::ui::SessionsButton</name>
    <message>
        <source>Connections that stay open for a while, so that the next run on these hosts needs no log-in</source>
        <translation>这些连接会保持打开一段时间，下次在这些主机上运行时无需重新登录</translation>
    </message>
    <message>
        <source>&amp;Close Idle Sessions</source>
        <translation>关闭空闲会话(&amp;C)</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) kept open</source>
        <translation>
            <numerusform>保持打开 %n 个会话</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>regatta::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Closing while something runs</source>
        <translation>运行时关闭窗口(&amp;C)</translation>
    </message>
    <message>
        <source>Asks</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Lets it run in the background</source>
        <translation>让它在后台运行</translation>
    </message>
    <message>
        <source>Stops it at its hosts first</source>
        <translation>先在主机上停止</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Mark tasks as &amp;silent after</source>
        <translation>无输出多久后标记(&amp;S)</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Mark tasks as s&amp;low at</source>
        <translation>多慢时标记(&amp;L)</translation>
    </message>
    <message>
        <source> times what is usual</source>
        <translation> 倍于平时</translation>
    </message>
    <message>
        <source>Ask for the &amp;number to be typed from</source>
        <translation>从多少个目标起要求输入数量(&amp;N)</translation>
    </message>
    <message>
        <source> targets</source>
        <translation> 个目标</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Delete the &amp;oldest runs when all output together exceeds</source>
        <translation>当全部输出超过以下大小时删除最旧的运行(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Limit</source>
        <translation>上限(&amp;L)</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source>&amp;Keep connections open after a run on production, too</source>
        <translation>在生产环境运行后也保持连接打开(&amp;K)</translation>
    </message>
    <message>
        <source>Connections that stay open at &amp;most</source>
        <translation>最多保持的连接数(&amp;M)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>&amp;Each stays open for</source>
        <translation>每个连接保持的时间(&amp;E)</translation>
    </message>
</context>
<context>
    <name>regatta::ui::SidePane</name>
    <message>
        <source>Profiles</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Files you open appear here</source>
        <translation>您打开的文件会显示在这里</translation>
    </message>
    <message>
        <source>Host lists</source>
        <translation>主机列表</translation>
    </message>
    <message>
        <source>The profile has no groups</source>
        <translation>方案中没有组</translation>
    </message>
    <message>
        <source>Recent runs</source>
        <translation>最近的运行</translation>
    </message>
    <message>
        <source>Nothing has run yet</source>
        <translation>还没有运行过</translation>
    </message>
    <message>
        <source>%1, %2: %3 of %4 succeeded</source>
        <translation>%1，%2：%3/%4 成功</translation>
    </message>
</context>
<context>
    <name>regatta::ui::SshConfigDialog</name>
    <message>
        <source>Import from ~/.ssh/config</source>
        <translation>从 ~/.ssh/config 导入</translation>
    </message>
    <message>
        <source>Tick the hosts that this profile is to have.</source>
        <translation>勾选此方案要包含的主机。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>not a host&apos;s name</source>
        <translation>不是主机名</translation>
    </message>
    <message>
        <source>Tick &amp;all</source>
        <translation>全部勾选(&amp;A)</translation>
    </message>
    <message>
        <source>Tick &amp;none</source>
        <translation>全部不选(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>导入(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Import %1</source>
        <translation>导入 %1 个(&amp;I)</translation>
    </message>
    <message>
        <source>behind another host</source>
        <translation>在另一台主机之后</translation>
    </message>
</context>
<context>
    <name>regatta::ui::StepDetails</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Add variable</source>
        <translation>添加变量</translation>
    </message>
    <message>
        <source>Give the command a terminal</source>
        <translation>为命令分配终端</translation>
    </message>
    <message>
        <source>the one who logs in</source>
        <translation>登录的用户</translation>
    </message>
    <message>
        <source>The command runs as this user, with sudo. If sudo wants a password, you are asked for it during the run; it is never saved.</source>
        <translation>命令通过 sudo 以该用户的身份运行。如果 sudo 需要密码，运行期间会向您询问；密码从不保存。</translation>
    </message>
    <message>
        <source>For programs that refuse to work without one. Output and errors are one then.</source>
        <translation>用于没有终端就拒绝工作的程序。此时输出和错误合为一体。</translation>
    </message>
    <message>
        <source>Run as</source>
        <translation>以此用户运行</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>text for the command&apos;s standard input</source>
        <translation>命令的标准输入文本</translation>
    </message>
    <message>
        <source>a file of this machine</source>
        <translation>本机上的文件</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Standard input</source>
        <translation>标准输入</translation>
    </message>
    <message>
        <source>… or from a file</source>
        <translation>… 或来自文件</translation>
    </message>
    <message>
        <source>Edit user of a step</source>
        <translation>编辑步骤的用户</translation>
    </message>
    <message>
        <source>Edit input of a step</source>
        <translation>编辑步骤的输入</translation>
    </message>
    <message>
        <source>Edit environment of a step</source>
        <translation>编辑步骤的环境变量</translation>
    </message>
    <message>
        <source>Change terminal of a step</source>
        <translation>更改步骤的终端</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>步骤 %1</translation>
    </message>
    <message>
        <source>Step %1: %2</source>
        <translation>步骤 %1：%2</translation>
    </message>
    <message>
        <source>Choose Input File</source>
        <translation>选择输入文件</translation>
    </message>
    <message>
        <source>Go on with the next step if it fails</source>
        <translation>失败时继续下一步</translation>
    </message>
    <message>
        <source>if all before it succeeded</source>
        <translation>之前的步骤全部成功时</translation>
    </message>
    <message>
        <source>only after a failure, to clean up</source>
        <translation>仅在失败之后，用于清理</translation>
    </message>
    <message>
        <source>in any case</source>
        <translation>无论如何</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行条件</translation>
    </message>
    <message>
        <source>Run the command</source>
        <translation>运行命令</translation>
    </message>
    <message>
        <source>Copy to the hosts</source>
        <translation>复制到主机</translation>
    </message>
    <message>
        <source>Copy from the hosts</source>
        <translation>从主机复制</translation>
    </message>
    <message>
        <source>With &quot;/&quot; at its end, the folder to copy into. Copies from several hosts need {{host}} in their path.</source>
        <translation>以 &quot;/&quot; 结尾时表示复制到该文件夹中。从多台主机复制时，路径中需要有 {{host}}。</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Permissions of the files, such as 0644</source>
        <translation>文件的权限，例如 0644</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>步骤内容</translation>
    </message>
    <message>
        <source>Copy what</source>
        <translation>复制什么</translation>
    </message>
    <message>
        <source>To</source>
        <translation>复制到</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>a file or folder of the hosts</source>
        <translation>主机上的文件或文件夹</translation>
    </message>
    <message>
        <source>a file or folder of this machine</source>
        <translation>本机的文件或文件夹</translation>
    </message>
    <message>
        <source>a path of this machine, with {{host}}</source>
        <translation>本机的路径，包含 {{host}}</translation>
    </message>
    <message>
        <source>a path of the hosts</source>
        <translation>主机上的路径</translation>
    </message>
    <message>
        <source>Change when a step runs</source>
        <translation>更改步骤的运行条件</translation>
    </message>
    <message>
        <source>Change what follows a failed step</source>
        <translation>更改步骤失败后的处理</translation>
    </message>
    <message>
        <source>Change what a step does</source>
        <translation>更改步骤内容</translation>
    </message>
    <message>
        <source>Edit copy of a step</source>
        <translation>编辑步骤的复制</translation>
    </message>
    <message>
        <source>copy %1 to %2 on the hosts</source>
        <translation>将 %1 复制到主机的 %2</translation>
    </message>
    <message>
        <source>copy %1 from the hosts to %2</source>
        <translation>从主机复制 %1 到 %2</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Edit command of a step</source>
        <translation>编辑步骤的命令</translation>
    </message>
</context>
<context>
    <name>regatta::ui::TaskArea</name>
    <message>
        <source>No task matches the filter.</source>
        <translation>没有符合筛选条件的任务。</translation>
    </message>
    <message>
        <source>Show All &amp;Tasks</source>
        <translation>显示所有任务(&amp;T)</translation>
    </message>
    <message>
        <source>%1 of %2 shown</source>
        <translation>显示 %1 个，共 %2 个</translation>
    </message>
</context>
<context>
    <name>regatta::ui::TaskStrip</name>
    <message>
        <source>Overview of all tasks</source>
        <translation>全部任务概览</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>the worst of %1 tasks; %2 failed, %3 unreachable, %4 succeeded</source>
        <translation>%1 个任务中最差的；%2 个失败，%3 个无法连接，%4 个成功</translation>
    </message>
    <message>
        <source>%1 failed, %2 unreachable, %3 running, %4 queued, %5 succeeded</source>
        <translation>%1 失败，%2 无法连接，%3 运行中，%4 排队，%5 成功</translation>
    </message>
    <message>
        <source>%1 may still run</source>
        <translation>%1 可能仍在运行</translation>
    </message>
</context>
<context>
    <name>regatta::ui::TaskTable</name>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Show the usual columns</source>
        <translation>显示常用列</translation>
    </message>
</context>
<context>
    <name>regatta::ui::TimelineLegend</name>
    <message>
        <source>connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>may still run</source>
        <translation>可能仍在运行</translation>
    </message>
</context>
<context>
    <name>regatta::ui::TimelinePane</name>
    <message>
        <source>effective parallelism %1 of %2</source>
        <translation>有效并行度 %1/%2</translation>
    </message>
    <message>
        <source>effective parallelism %1, peak %2</source>
        <translation>有效并行度 %1，峰值 %2</translation>
    </message>
    <message>
        <source>%1 · longest pole %2</source>
        <translation>%1 · 最长的任务 %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>regatta::ui::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>slot %1</source>
        <translation>槽位 %1</translation>
    </message>
    <message>
        <source>busy %1</source>
        <translation>忙 %1</translation>
    </message>
    <message>
        <source>Each slot gets a lane here once a run begins.</source>
        <translation>运行开始后，每个槽位在这里占一条泳道。</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
</context>
<context>
    <name>regatta::ui::WindowMenus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Try the &amp;Demo</source>
        <translation>试用演示(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>打开最近的文件(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Clear This List</source>
        <translation>清除此列表(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>设置(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>列(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>历史记录(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Side Pane</source>
        <translation>侧栏(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Full Screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About Regatta</source>
        <translation>关于 Regatta(&amp;A)</translation>
    </message>
</context>
</TS>
