"""First names, and words that stand like names and are none."""

from __future__ import annotations

_FIRST_NAMES_TEXT = """
    aaron abdul abdullah abigail adam adrian agnes agnieszka ahmad ahmed aidan aisha ajay akash akira alan
    albert alejandra alejandro aleksandr alessandro alex alexander alexandra alexei alexey alexis alfred
    ali alice alicia alina alison allison amanda amara amber amelia amina amir amit amy ana anand
    anastasia anders andre andrea andreas andrei andrew andrey andy angela anika anil anita anja ankit ann
    anna anne annie antoine anton antonio anya arjun arnold arthur arun asha ashley astrid audrey austin
    ayesha barbara bartek bas beata beatrice ben benjamin bernard bernd beth bianca bjorn bob boris brad
    bradley brandon brenda brian bridget bruce bruno bryan camila camille carl carla carlos carmen carol
    carolina caroline cassandra catherine cecilia charles charlie charlotte chen chloe chris christine
    christoph christopher claire clara claudia colin connor craig cristina cynthia daan daniel daniela
    danny darren dave david deborah deepak deepika denis denise dennis derek diana diego dieter dimitri
    dmitri dmitry dominik donald donna dorothy doug douglas duncan dylan ed eddie edgar eduardo edward
    eileen elena eleanor elias elizabeth ella ellen elsa emil emilia emily emma eric erica erik esther
    ethan eugene eva evan evelyn fabian farah fatima felipe felix fernanda fernando fiona florian frances
    francesca francesco francisco fred frederik gabriel gabriela gareth gary gavin geoff george gerald
    gerard giulia gloria gordon graham greg gregory greta guillaume gunther hamid hanna hannah hans haris
    harold harry hassan heather hector heidi heinrich helen helena henrik henry hiroshi hugo hussein ian
    ibrahim igor ines ingrid irene irina isaac isabel isabella ivan jack jacob jacqueline jake jakob jakub
    james jamie jan jana jane janet janine jared jasper javier jay jean jeff jeffrey jen jennifer jenny
    jeremy jerome jerry jesse jessica jia jill jim jimmy joachim joan joanna joao joe joel johan johanna
    john johnny jon jonas jonathan jordan jorge jose joseph joshua juan judith julian julie julien jun
    jurgen justin kai kamal karen karim karl karolina kasia kate katherine kathleen kathy katie katja
    katrin kavita keith kelly ken kenji kenneth kevin khalid kim kimberly klaus konrad kris krishna
    kristina kumar kurt kyle lakshmi lars laura lauren laurent lea leah lee lena leo leon leonard leonie
    leslie liam lina linda lisa lorenzo louis louise luca lucas lucia lucy luigi luis luisa lukas luke
    lydia maarten maciej madison magda magnus mahmoud malcolm manfred manish manuel marcel marcin marco
    marcos marcus margaret maria mariam marie marina mario marjan marta martha martin martina mary mateusz
    matt matteo matthew matthias maurice max maxim maya megan mehmet mei melanie melissa mia michael
    michal michel michelle miguel mike mikhail milan mila min mira miriam mohamed mohammad mohammed mohan
    monica monika moritz mustafa nadia nadine nancy naomi natalia natalie natasha nathan neha neil
    nicholas nick nicolas nicole nigel nikhil nikita nikolai nils nina noah nora norman oleg olga oliver
    olivia olivier omar oscar oskar otto owen pablo padma pamela paolo patricia patrick paul paula paulo
    pavel pawel pedro peter petra phil philip philipp philippe pierre pieter piotr pooja prakash pranav
    prashant pratik priya rachel rafael rahul raj rajesh rakesh ralf ralph ramesh ramon raphael rashid
    raul ravi raymond rebecca renata ricardo richard rita robert roberto roger rohan rohit roland rolf
    roman ron ronald rosa roxana ruth ryan sabine sabrina sajid salim sally sam samantha samir samuel
    sandra sandeep sanjay sanjana sara sarah sasha satish scott sean sebastian sergei sergey sergio seth
    shane shanti sharon shaun shirley shreya silvia simon simone sneha sofia sonia sophia sophie stefan
    stefanie stella stephan stephanie stephen steve steven stuart sunil suresh susan susanne suzanne
    svetlana sven sylvia szymon tamara tanya tara tatiana ted teresa theo theresa thomas tiago tim timothy
    tina tobias todd tom tomas tomasz tommy tony tracy trevor tyler uli ulrich uwe valentina valerie
    vanessa vera veronica viktor vijay vikram vincent vinod vishal vivek vladimir walter wei wendy werner
    william wojciech wolfgang xavier xin yan yara yasmin yi ying yoko youssef yuki yuri yusuf yvonne
    zainab zhang zoe mark will bill frank rob pat sue grace rose drew miles rich ray dean dale cliff josh
    gene robin victor dawn joy penny holly dan ally bella kit lou mick nate nell olli pete stan
"""
FIRST_NAMES = frozenset(_FIRST_NAMES_TEXT.split())
"""First names that are common where programmers work; lower case."""

_AMBIGUOUS_TEXT = """
    mark will bill frank rob pat sue grace rose drew miles rich ray dean dale cliff gene robin victor dawn
    joy penny holly ally kit max jan jay jun min mia lea ed may art jack jordan austin madison chase amber
    stella felix asha sasha ana ali bas kai kim yi xin wei don kris stan cassandra jasper roman milan lee
    scott ron leo ken ted jean
"""
AMBIGUOUS = frozenset(_AMBIGUOUS_TEXT.split())
"""Names that are also other words; they count only with a capital letter."""
