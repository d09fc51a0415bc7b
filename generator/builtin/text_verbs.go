// English grammar: irregular verbs, as they are read.

package builtin

import "strings"

// irregularVerbs lists past forms of irregular verbs with the verb, as far as they are
// no other words as well ("left", "lay" and "felt" are): a form and its verb in a line,
// sorted.
const irregularVerbs = `
ate=eat
began=begin
begun=begin
bought=buy
broken=break
brought=bring
came=come
caught=catch
chose=choose
chosen=choose
drank=drink
eaten=eat
forgot=forget
forgotten=forget
fought=fight
found=find
gave=give
given=give
gone=go
got=get
gotten=get
heard=hear
held=hold
hid=hide
hidden=hide
kept=keep
knew=know
known=know
lent=lend
lost=lose
made=make
met=meet
paid=pay
ran=run
sat=sit
saw=see
seen=see
sent=send
slain=slay
slept=sleep
slew=slay
sold=sell
spent=spend
spoke=speak
spoken=speak
stole=steal
stolen=steal
stood=stand
struck=strike
swore=swear
sworn=swear
taken=take
taught=teach
thought=think
threw=throw
thrown=throw
took=take
understood=understand
went=go
woke=wake
woken=wake
wore=wear
worn=wear
written=write
wrote=write
`

// baseForm returns the irregular verb that the word is a past form of; else the word. It is
// asked of every word of every case and question, so it halves the list.
func baseForm(word string) string {
	for list := irregularVerbs; len(list) > 1; {
		start := strings.LastIndexByte(list[:len(list)/2], '\n') + 1
		line, after, _ := strings.Cut(list[start:], "\n")
		form, verb, _ := strings.Cut(line, "=")
		switch strings.Compare(word, form) {
		case 0:
			return verb
		case -1:
			list = list[:start]
		default:
			list = after
		}
	}
	return word
}
