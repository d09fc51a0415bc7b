// English grammar: irregular verbs, as they are read.

package builtin

import "strings"

// irregularVerbs lists past forms of irregular verbs with the verb, as far as they are
// no other words as well ("left", "lay" and "felt" are).
const irregularVerbs = ` got=get gotten=get went=go gone=go came=come saw=see seen=see heard=hear took=take taken=take gave=give
 given=give made=make knew=know known=know thought=think found=find kept=keep held=hold 
 slept=sleep spoke=speak spoken=speak stood=stand wore=wear worn=wear wrote=write written=write drank=drink
 ate=eat eaten=eat sat=sit ran=run hid=hide hidden=hide stole=steal stolen=steal threw=throw
 thrown=throw bought=buy brought=bring caught=catch fought=fight met=meet lost=lose sold=sell paid=pay
 chose=choose chosen=choose broken=break forgot=forget forgotten=forget began=begin begun=begin
 swore=swear sworn=swear lent=lend sent=send spent=spend taught=teach understood=understand woke=wake
 woken=wake struck=strike slew=slay slain=slay `

// baseForm returns the irregular verb that the word is a past form of; else the word.
func baseForm(word string) string {
	_, after, ok := strings.Cut(irregularVerbs, " "+word+"=")
	if !ok {
		return word
	}
	return after[:strings.IndexAny(after, " \n")]
}
