"""Given names as young people bear them, and short forms that are no initials.

A name in small letters is known by this list alone. Names that are everyday words of council notes too (April, Grace,
Mark, Max, Will) are left out; with a capital and an age they are caught all the same.
"""

from __future__ import annotations

_GIVEN = """
    aaliyah aaron abbie abdul abdullah abigail adam aidan aiden aisha aishah alex alexander alexandra alfie ali alice
    alina amara amelia amina amir amy ana andrew angel anisa anna annabel anthony archie arthur arya asha ashley
    ashton ayaan ayesha bailey beatrice becky bella ben benjamin bethany bilal billy bobby bradley brandon brooke
    caitlin callum cameron carly casey charlie charlotte chelsea chloe christopher ciara cody connor conor corey
    courtney daisy daniel danielle danny darcey darren david declan demi dexter dominic dylan eden edward eleanor
    elijah elizabeth ella ellie elliot elsie emily emma erin ethan eva evan evie ewan faith farah fatima finlay finley
    florence frankie freddie freya gabriel gemma george georgia georgina hamza hannah harley harriet harrison harry
    harvey hassan heidi henry hollie holly hussain ibrahim imogen imran isaac isabel isabella isabelle isla jack jacob
    jade jaiden jake jamal james jamie jasmine jason jayden jenna jennifer jessica jessie joe joel john jonathan
    jordan joseph josh joshua jude julia kacey kai kaitlyn karim katie kayden kayla kayleigh keira kelly kelsey kian
    kieran kofi kyle lacey laila lara lauren leah lee leila leo leon lewis lexi liam libby lilly lily logan lola louie
    louis louise lucas lucy luke lydia macy madison maisie malachi maria maryam mason matilda matthew maya megan mia
    michael millie mohamed mohammad mohammed molly morgan muhammad mya naomi natalie natasha nathan niamh nicole noah
    noor oliver olivia oscar owen paige patrick paul peter phoebe poppy priya rachel rebecca reece rhys riley robert
    rory rosie ryan samantha samir samuel sara sarah scarlett sean sebastian shannon sienna simon sofia sonia sophia
    sophie stanley stephen susan tamara taylor teddy theo thomas tia tilly toby tom tommy travis tyler umar victoria
    vincent william yasmin yusuf zac zach zainab zak zara zeeshan zoe zuzanna
"""

_SHORT_FORMS = """
    ad am an ap as at au ba bc bd be bf bi bn by ca cc cd ce cf ci cl cp cq cs cv da db dd de di dl do dp dr ds ea ec
    ed eg eh eu ex fc fe fp fs ft fy ga gb gm go gp ha hd he hi ho hq hr hx ia id ie if ii im in io ip is it iv ix ks
    la ld le lo lp ls ma md me mi mp mr ms mx my na nb ni no np nr ns of oh ok on op or os ot pa pc pd pe ph pi pl pm
    po pp pr ps pt qa qs ra rd re rn sd se si so st sw ta tb td to tv ub uk un up us ut vi vs wc we wf wi xi xl ya yo
    yp yr
"""

GIVEN_NAMES = frozenset(_GIVEN.split())
SHORT_FORMS = frozenset(_SHORT_FORMS.split())
