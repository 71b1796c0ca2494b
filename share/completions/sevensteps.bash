# Completions of sevensteps for bash; written by `make completions` from the
# tables of commands and options.  Nobody's name or reference is completed.

_sevensteps_files()
{
	local IFS=$'\n'
	COMPREPLY+=($(compgen -f -- "$1"))
	compopt -o filenames 2>/dev/null
}

_sevensteps()
{
	local cur=$2 option= command= words= files= options= i
	COMPREPLY=()
	# Where = parts words, "--to=js" comes as three.
	i=$COMP_CWORD
	if [ "${COMP_WORDS[i]}" = = ]; then
		option=${COMP_WORDS[i - 1]} cur=
	elif [ "$i" -gt 1 ] && [ "${COMP_WORDS[i - 1]}" = = ]; then
		option=${COMP_WORDS[i - 2]}
	elif [ "${COMP_WORDS[i - 1]}" = -o ]; then
		option=--output
	fi
	case $option in
	--to) COMPREPLY=($(compgen -W 'json csv text' -- "$cur")) ;;
	--as) COMPREPLY=($(compgen -W 'pdf text' -- "$cur")) ;;
	--size) COMPREPLY=($(compgen -W 'clear large giant' -- "$cur")) ;;
	--part) COMPREPLY=($(compgen -W 'plan sum visit changes' -- "$cur")) ;;
	--color) COMPREPLY=($(compgen -W 'auto never always' -- "$cur")) ;;
	--file|--forms|--output|--passphrase-file|--script) _sevensteps_files "$cur" ;;
	--lang|--who|--passphrase-fd|--window) ;;
	*) option= ;;
	esac
	[ -z "$option" ] || return 0

	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		demo) command=demo ;;
		-* | =) ;;
		*)
			[ "${COMP_WORDS[i - 1]}" = = ] && continue
			command=${COMP_WORDS[i]}
			break
			;;
		esac
	done
	options='--file= --forms= --lang= --who= --output= --plain --passphrase-file= --passphrase-fd= --script= --window= --color= --mouse --linear --help --version'
	case $command in
	'') words='demo new list set get history changed access strike due erase import export allocate budget check print backup restore passphrase encrypt decrypt machine settings verify freeze versions diff sign forms' ;;
	demo) words='new list set get history changed access strike due erase import export allocate budget check print backup restore passphrase encrypt decrypt machine settings verify freeze versions diff sign forms' ;;
	settings) words='name= language= colours= mouse= access= complaints=' ;;
	import) words='' files=yes ;;
	backup) words='' files=yes ;;
	restore) words='' files=yes ;;
	forms) words='check show docs try' files=yes ;;
	esac
	case $command in
	new) options='--file= --forms= --lang= --who= --output= --plain --passphrase-file= --passphrase-fd= --help' ;;
	list) options='--file= --forms= --lang= --who= --output= --json --passphrase-file= --passphrase-fd= --help' ;;
	set) options='--file= --forms= --lang= --who= --output= --passphrase-file= --passphrase-fd= --help' ;;
	get) options='--file= --forms= --lang= --who= --output= --json --passphrase-file= --passphrase-fd= --help' ;;
	history) options='--file= --forms= --lang= --who= --output= --json --passphrase-file= --passphrase-fd= --help' ;;
	changed) options='--file= --forms= --lang= --who= --output= --passphrase-file= --passphrase-fd= --help' ;;
	access) options='--file= --forms= --lang= --who= --output= --json --passphrase-file= --passphrase-fd= --help' ;;
	strike) options='--file= --forms= --lang= --who= --output= --passphrase-file= --passphrase-fd= --help' ;;
	due) options='--file= --forms= --lang= --who= --output= --json --passphrase-file= --passphrase-fd= --help' ;;
	erase) options='--file= --forms= --lang= --who= --output= --yes --passphrase-file= --passphrase-fd= --help' ;;
	import) options='--file= --forms= --lang= --who= --output= --plain --passphrase-file= --passphrase-fd= --help' ;;
	export) options='--file= --forms= --lang= --who= --output= --to= --passphrase-file= --passphrase-fd= --help' ;;
	allocate) options='--file= --forms= --lang= --who= --output= --json --passphrase-file= --passphrase-fd= --help' ;;
	budget) options='--file= --forms= --lang= --who= --output= --json --passphrase-file= --passphrase-fd= --help' ;;
	check) options='--file= --forms= --lang= --who= --output= --json --passphrase-file= --passphrase-fd= --help' ;;
	print) options='--file= --forms= --lang= --who= --output= --as= --size= --part= --passphrase-file= --passphrase-fd= --help --version' ;;
	backup) options='--file= --forms= --lang= --who= --output= --list --passphrase-file= --passphrase-fd= --help' ;;
	restore) options='--file= --forms= --lang= --who= --output= --plain --passphrase-file= --passphrase-fd= --recover --help' ;;
	passphrase) options='--file= --forms= --lang= --who= --output= --passphrase-file= --passphrase-fd= --recover --new-recovery-key --new-key --help' ;;
	encrypt) options='--file= --forms= --lang= --who= --output= --passphrase-file= --passphrase-fd= --help' ;;
	decrypt) options='--file= --forms= --lang= --who= --output= --yes --passphrase-file= --passphrase-fd= --help' ;;
	machine) options='--file= --forms= --lang= --who= --output= --passphrase-file= --passphrase-fd= --help' ;;
	settings) options='--file= --forms= --lang= --who= --output= --passphrase-file= --passphrase-fd= --help' ;;
	verify) options='--file= --forms= --lang= --who= --output= --json --passphrase-file= --passphrase-fd= --help' ;;
	freeze) options='--file= --forms= --lang= --who= --output= --size= --passphrase-file= --passphrase-fd= --help' ;;
	versions) options='--file= --forms= --lang= --who= --output= --json --passphrase-file= --passphrase-fd= --help' ;;
	diff) options='--file= --forms= --lang= --who= --output= --json --passphrase-file= --passphrase-fd= --help' ;;
	sign) options='--file= --forms= --lang= --who= --output= --passphrase-file= --passphrase-fd= --help' ;;
	forms) options='--file= --forms= --lang= --who= --output= --json --passphrase-file= --passphrase-fd= --help' ;;
	esac
	case $cur in
	-*) COMPREPLY=($(compgen -W "$options" -- "$cur")) ;;
	*)
		COMPREPLY=($(compgen -W "$words" -- "$cur"))
		[ -z "$files" ] || _sevensteps_files "$cur"
		;;
	esac
	case ${COMPREPLY[0]-} in
	*=) compopt -o nospace 2>/dev/null ;;
	esac
	return 0
}
complete -F _sevensteps sevensteps
