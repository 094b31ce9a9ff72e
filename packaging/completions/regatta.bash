# Completion of regatta's verbs, options and profiles for bash.

_regatta_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2"); }

_regatta_files() {
    local pattern=$1 current=$2
    compopt -o filenames 2>/dev/null || true # fails only where bash isn't completing
    mapfile -t COMPREPLY < <(compgen -f -X "!$pattern" -- "$current"; compgen -d -- "$current")
}

_regatta_runs() {
    _regatta_words "last $(regatta history list --format jsonl -n 50 2>/dev/null |
        sed -n 's/^{"run":"\([0-9a-f]*\)-.*/\1/p')" "$1"
}

_regatta() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} verb=${COMP_WORDS[1]-}
    COMPREPLY=()

    case $previous in
    --transport) _regatta_words 'libssh openssh local' "$current" && return ;;
    --host-keys) _regatta_words 'ask strict accept-new' "$current" && return ;;
    --format)
        if [ "$verb" = history ]; then
            _regatta_words 'text jsonl json csv junit html files' "$current"
        else
            _regatta_words 'text jsonl' "$current"
        fi
        return
        ;;
    -o | --output) _regatta_files '*' "$current" && return ;;
    --hosts | --stdin | --push | --to | --identity | --known-hosts | --ssh-config) _regatta_files '*' "$current" && return ;;
    -w | --targets | --command | --become | --env | --pull | --mode | --parallel | --user | --port | --connect-timeout | --login-timeout | --timeout | --silence-timeout | --run-timeout | --retries | --set | \
        --waves | --wave-by | --stop-after-failures | --stop-after-unreachable | --cap | --repeat | --search | -n) return ;;
    esac

    case $verb in
    run)
        if [[ " ${COMP_WORDS[*]:2:COMP_CWORD-2} " == *" -- "* ]]; then
            _regatta_files '*' "$current" # of a command
        elif [[ $current == -* ]]; then
            _regatta_words '-w --targets --hosts --command --become --stdin --env --pty --push --pull --to --mode --parallel --user --port --identity --transport --connect-timeout
                --login-timeout --timeout --silence-timeout --run-timeout --retries --host-keys --known-hosts --ssh-config --set --waves --wave-by --pause-between-waves
                --stop-after-failures --stop-after-unreachable --cap --repeat
                --format --gather --yes --dry-run --demo --no-history --help' "$current"
        else
            _regatta_files '*.regatta' "$current"
        fi
        ;;
    check)
        if [[ $current == -* ]]; then
            _regatta_words '--help' "$current"
        else
            _regatta_files '*.regatta' "$current"
        fi
        ;;
    expand) [[ $current != -* ]] || _regatta_words '--help' "$current" ;;
    history)
        if [[ $current == -* ]]; then
            _regatta_words '--format -o --output --search -n --help' "$current"
        elif [ "$COMP_CWORD" -eq 2 ]; then
            _regatta_words 'list show export compare delete' "$current"
        else
            _regatta_runs "$current"
        fi
        ;;
    retry)
        if [[ $current == -* ]]; then
            _regatta_words '--failed --not-started --unreachable --format --gather --yes --dry-run --no-history --help' "$current"
        else
            _regatta_runs "$current"
        fi
        ;;
    *)
        if [[ $current == -* ]]; then
            _regatta_words '--demo --new-window --help --version' "$current"
        else
            _regatta_files '*.regatta' "$current"
            [ "$COMP_CWORD" -gt 1 ] || mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W 'run check expand retry history' -- "$current")
        fi
        ;;
    esac
}

complete -F _regatta regatta
