# fish completion for entente(1). Commands and options are read from the program's own help, so that they never go stale.
function __entente_commands
    entente help 2>/dev/null | string replace -rf '^  ([a-z-]+) +(.*)$' '$1\t$2'
    echo -e "help\ttell more of a command"
end
function __entente_options
    set -l command (commandline -opc)[2]
    entente help $command 2>/dev/null | string replace -rf '^  (--[a-z-]+)\S*[ A-Z|]* +(.*)$' '$1\t$2'
end
complete -c entente -f -n 'test (count (commandline -opc)) -eq 1' -a '(__entente_commands)'
complete -c entente -f -n 'test (count (commandline -opc)) -eq 2; and contains help (commandline -opc)' -a '(__entente_commands)'
complete -c entente -F -n 'test (count (commandline -opc)) -gt 1; and not contains help (commandline -opc)' -a '(__entente_options)'
