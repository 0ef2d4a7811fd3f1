import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import"./chunk-ROTTZWWI.mjs";import{quoteForShell}from"./chunk-HTPUOL7L.mjs";import{Argument,suggestName}from"./chunk-MUA63F6E.mjs";import{UsageError,exitCode}from"./chunk-J57ANZE6.mjs";import{rules}from"./chunk-SSFRXAE3.mjs";import"./chunk-RZFOKCZ6.mjs";import{categories,reporters}from"./chunk-EMYA6GDM.mjs";import"./chunk-43VG3E22.mjs";import"./chunk-OAY7YN7G.mjs";function createCompletionModel(program,defaultCommand){let help=program.createHelp(),own=program.options.map(describeOption),commands=program.commands.map(command=>({name:command.name(),summary:command.summary()||command.description(),options:[...help.visibleOptions(command).map(describeOption),...command.name()===defaultCommand?own:[]],argument:valueOfArgument(command.registeredArguments[0])})),named={kind:"words",words:commands.map(({name})=>name)},helpCommand={name:"help",summary:"print help, also that of a command",options:[],argument:named};return{defaultCommand,commands:[...commands,helpCommand],rules:rules.map(({id,summary})=>({id,summary}))}}function describeOption(option){let{short,long,description}=option;return{short,long:long??short??"",description:description.replaceAll(/\s+/g," "),value:valueOfOption(option)}}function valueOfOption({argChoices,flags,long}){if(argChoices)return{kind:"words",words:argChoices};let placeholder=/[<[]([^>\]]+)[>\]]/.exec(flags)?.[1];if(placeholder!==void 0)return long==="--format"?{kind:"words",words:[...reporters.keys()]}:placeholder==="names"?{kind:"list",words:[...categories,...rules.map(({id})=>id)]}:valueOfPlaceholder(placeholder)}function valueOfArgument(argument){if(argument)return argument.argChoices?{kind:"words",words:argument.argChoices}:valueOfPlaceholder(argument.name())}function valueOfPlaceholder(name){switch(name){case"rule":return{kind:"rule"};case"file":case"path":return{kind:"file"};case"folder":return{kind:"folder"};default:return{kind:"text"}}}function renderBashCompletion({commands,defaultCommand,rules:rules2}){let names=commands.map(({name})=>name);return String.raw`# bash completion for nixaudit.
#   source <(nixaudit completions bash)

_nixaudit_rules=${quoteForShell(rules2.map(({id})=>id).join(" "))}

# Completes a word of a list.
_nixaudit_words() {
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

# Completes the last of several words with commas between them.
_nixaudit_list() {
  local before=''
  case $cur in *,*) before=\${cur%,*}, ;; esac
  COMPREPLY=($(compgen -P "$before" -W "$1" -- "\${cur##*,}"))
}

_nixaudit() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} command='' index
  COMPREPLY=()
  # An equals sign is a word of its own: --format=sarif is three.
  if [[ $cur == = ]]; then
    cur=''
  elif [[ $prev == = ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case \${COMP_WORDS[index]} in
      ${names.join(" | ")}) command=\${COMP_WORDS[index]}; break ;;
    esac
  done
  case \${command:-${defaultCommand}} in
${commands.map(renderCommand).join(`
`)}
  esac
  if [[ -z $command && $cur != -* && \${#COMPREPLY[@]} -eq 0 ]]; then
    case $prev in -*) return ;; esac
    _nixaudit_words ${quoteForShell(names.join(" "))}
  fi
}

complete -o bashdefault -o default -F _nixaudit nixaudit
`.replaceAll("\\$","$")}function renderCommand({name,options,argument}){let flags=options.flatMap(({short,long})=>short===void 0?[long]:[short,long]),values=options.flatMap(({short,long,value})=>value===void 0?[]:[`        ${short===void 0?long:`${short} | ${long}`}) ${renderValue(value)}; return ;;`]);return[`    ${name})`,...values.length===0?[]:["      case $prev in",...values,"      esac"],`      if [[ $cur == -* ]]; then _nixaudit_words ${quoteForShell(flags.join(" "))}; return; fi`,...argument===void 0?[]:[`      ${renderValue(argument)}`],"      ;;"].join(`
`)}function renderValue(value){switch(value.kind){case"words":return`_nixaudit_words ${quoteForShell(value.words.join(" "))}`;case"list":return`_nixaudit_list ${quoteForShell(value.words.join(" "))}`;case"rule":return'_nixaudit_words "$_nixaudit_rules"';case"folder":return'COMPREPLY=($(compgen -d -- "$cur"))';case"file":case"text":return":"}}function renderFishCompletion({commands,defaultCommand,rules:rules2}){let none=`not __fish_seen_subcommand_from ${commands.map(({name})=>name).join(" ")}`;return["# fish completion for nixaudit.","#   nixaudit completions fish > ~/.config/fish/completions/nixaudit.fish","","function __nixaudit_rules",...rules2.map(({id,summary})=>`    printf '%s\\t%s\\n' ${id} ${quote(summary)}`),"end","",...commands.map(({name,summary})=>`complete -c nixaudit -n ${quote(none)} -a ${name} -d ${quote(summary)}`),"",...commands.flatMap(command=>renderCommand2(command,command.name===defaultCommand,none)),""].join(`
`)}function renderCommand2({name,options,argument},isDefault,none){let seen=`__fish_seen_subcommand_from ${name}`,head=`complete -c nixaudit -n ${quote(isDefault?`${seen}; or ${none}`:seen)}`,lines=options.map(({short,long,description,value})=>[head,...short===void 0?[]:[`-s ${short.slice(1)}`],`-l ${long.slice(2)}`,...value===void 0?[]:[renderValue2(value)],`-d ${quote(description)}`].join(" "));return argument===void 0?[...lines,`${head} -f`]:argument.kind==="file"?lines:[...lines,`${head} -f ${renderWords(argument)}`]}function renderValue2(value){switch(value.kind){case"text":return"-x";case"file":return"-r -F";case"folder":return"-x -a '(__fish_complete_directories)'";default:return`-x ${renderWords(value)}`}}function renderWords(value){switch(value.kind){case"words":return`-a ${quote(value.words.join(" "))}`;case"list":return`-a ${quote(`(__fish_append , ${value.words.join(" ")})`)}`;case"rule":return"-a '(__nixaudit_rules)'";default:return""}}function quote(text){return`'${text.replaceAll("\\","\\\\").replaceAll("'",String.raw`\'`)}'`}function renderZshCompletion({commands,defaultCommand,rules:rules2}){let names=commands.map(({name})=>name),described=commands.map(({name,summary})=>`    ${quoteWord(`${name}:${summary}`)}`);return String.raw`#compdef nixaudit
# zsh completion for nixaudit.
#   nixaudit completions zsh > FOLDER-OF-FPATH/_nixaudit

_nixaudit_rules() {
  local -a known=(
${rules2.map(({id,summary})=>`    ${quoteWord(`${id}:${summary}`)}`).join(`
`)}
  )
  _describe -t rules rule known
}

_nixaudit_commands() {
  local -a known=(
${described.join(`
`)}
  )
  _describe -t commands command known
}

_nixaudit_start() {
  _alternative 'commands:command:_nixaudit_commands' 'files:file:_files'
}

_nixaudit() {
  local command='' word
  for word in "\${(@)words[2,CURRENT - 1]}"; do
    case $word in
      ${names.join(" | ")}) command=$word; break ;;
    esac
  done
  if [[ -n $command ]]; then
    # The command's own arguments are counted from behind its name.
    local at=\${words[(i)$command]}
    words=("\${(@)words[at,-1]}")
    ((CURRENT -= at - 1))
  fi
  case $command in
    '')
      _arguments -s -S ${renderSpecs(commands.find(({name})=>name===defaultCommand),"*: :_nixaudit_start")}
      ;;
${commands.map(command=>`    ${command.name})
      _arguments -s -S ${renderSpecs(command)}
      ;;`).join(`
`)}
  esac
}

if [[ $funcstack[1] == _nixaudit ]]; then
  _nixaudit "$@"
else
  compdef _nixaudit nixaudit
fi
`.replaceAll("\\$","$")}function renderSpecs(command,argument){if(!command)return"";let last=argument??argumentSpec(command.argument);return[...command.options.flatMap(optionSpecs),...last===void 0?[]:[last]].map(spec=>`\\
        ${quoteWord(spec)}`).join(" ")}function optionSpecs({short,long,description,value}){let text=description.replaceAll(/[[\]\\:]/g,character=>`\\${character}`),message=long.slice(2),action=value===void 0?"":`:${message}:${actionOf(value)}`;return(short===void 0?[long]:[short,long]).map(form=>`*${form}${value!==void 0&&form===long?"=":""}[${text}]${action}`)}function argumentSpec(value){return value===void 0?void 0:`*: :${actionOf(value)}`}function actionOf(value){switch(value.kind){case"words":return`(${value.words.join(" ")})`;case"list":return`_values -s , name ${value.words.join(" ")}`;case"rule":return"_nixaudit_rules";case"file":return"_files";case"folder":return"_files -/";case"text":return" "}}function quoteWord(text){let quoted=quoteForShell(text);return quoted.startsWith("'")?quoted:`'${text}'`}var renderers={bash:renderBashCompletion,zsh:renderZshCompletion,fish:renderFishCompletion},shells=["bash","zsh","fish"],examples=`
Examples:
  bash  source <(nixaudit completions bash)      in ~/.bashrc
  zsh   nixaudit completions zsh > ~/.zfunc/_nixaudit
        with \`fpath+=~/.zfunc\` before compinit in ~/.zshrc
  fish  nixaudit completions fish > ~/.config/fish/completions/nixaudit.fish`;function registerCompletions(program,streams,onDone){program.command("completions").summary("print completions for a shell").description("Prints what makes a shell complete commands, options and rules.").addArgument(new Argument("<shell>","bash, zsh or fish").choices(shells).argParser(readShell)).helpOption("-h, --help","print this help").addHelpText("after",examples).action(shell=>{streams.stdout.write(renderers[shell](createCompletionModel(program,"check"))),onDone(exitCode.clean)})}function readShell(value){let shell=shells.find(name=>name===value);if(shell!==void 0)return shell;throw new UsageError(`there are no completions for \`${value}\`; ${suggestName(value,shells)}`)}export{registerCompletions};
