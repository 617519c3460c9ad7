# bash completion for entente(1)
_entente() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
  local commands="read add show ties check actor actors facts parse relate lint-data submit work queue doctor help"
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W "$commands --version --help" -- "$cur"))
    return
  fi
  case $prev in
    --format)
      local words="account jsonl"
      case $command in
        read) words="account jsonl events plover gdelt icews phoenix conllu" ;;
        show) words="account jsonl csv" ;;
        ties) words="table csv jsonl" ;;
        facts) words="text csv jsonl" ;;
      esac
      COMPREPLY=($(compgen -W "$words" -- "$cur"))
      return ;;
    --input) COMPREPLY=($(compgen -W "text conllu" -- "$cur")); return ;;
    --data) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    --date | --from | --to | --on | --jobs | --source | --kind) return ;;
    help) COMPREPLY=($(compgen -W "$commands" -- "$cur")); return ;;
  esac
  if [[ $cur = -* ]]; then
    # the options are those of the command's own help, so that they never go stale
    COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" help "$command" 2>/dev/null | grep -o -- '^  --[a-z-]*')" -- "$cur"))
  else
    COMPREPLY=($(compgen -f -- "$cur"))
  fi
}
complete -o filenames -F _entente entente
