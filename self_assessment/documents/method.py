"""How a result comes about, in words. Stands in every report."""

from __future__ import annotations

from self_assessment.domain.texts import Text

METHOD = (
    Text(
        "Kommunen har selv vurdert tjenestene og kompetansen sin mot byggesteinene i rammeverket. Dette er en "
        "egenvurdering. Den er ikke et tilsyn, og den rangerer ingen kommuner.",
        "Kommunen har sjølv vurdert tenestene og kompetansen sin mot byggjesteinane i rammeverket. Dette er ei "
        "eigenvurdering. Ho er ikkje eit tilsyn, og ho rangerer ingen kommunar.",
    ),
    Text(
        "Hvert spørsmål har en stige fra 0 (ikke på plass) til 4 (forankret og i forbedring). Hvert trinn er et "
        "utsagn som kan observeres. I en full kartlegging svarer hver deltaker først for seg selv. Deretter blir "
        "gruppen enig om ett svar. Ligger svarene to trinn eller mer fra hverandre, skriver gruppen hvordan den "
        "ble enig.",
        "Kvart spørsmål har ein stige frå 0 (ikkje på plass) til 4 (forankra og i betring). Kvart trinn er eit "
        "utsegn som kan observerast. I ei full kartlegging svarer kvar deltakar først for seg sjølv. Deretter blir "
        "gruppa einig om eitt svar. Ligg svara to trinn eller meir frå kvarandre, skriv gruppa korleis ho vart "
        "einig.",
    ),
    Text(
        "Tallet for en byggestein er summen av vekt × nivå for spørsmålene med svar, delt på det meste de samme "
        "spørsmålene kunne gitt (vekt × 4), i prosent med én desimal. Regningen er nøyaktig; bare det som vises, "
        "er rundet av.",
        "Talet for ein byggjestein er summen av vekt × nivå for spørsmåla med svar, delt på det meste dei same "
        "spørsmåla kunne gitt (vekt × 4), i prosent med éin desimal. Rekninga er nøyaktig; berre det som blir "
        "vist, er runda av.",
    ),
    Text(
        "«Vet ikke» er ikke 0. Det teller verken opp eller ned, men vises som noe å finne ut. «Ikke relevant» "
        "krever en grunn og holdes utenfor. En byggestein der mindre enn 60 % av spørsmålene har et nivå, får "
        "ikke noe tall.",
        "«Veit ikkje» er ikkje 0. Det tel verken opp eller ned, men blir vist som noko å finne ut. «Ikkje "
        "relevant» krev ein grunn og blir halde utanfor. Ein byggjestein der mindre enn 60 % av spørsmåla har eit "
        "nivå, får ikkje noko tal.",
    ),
    Text(
        "Lovkrav står for seg og blandes aldri inn i prosenten. Et lovkrav regnes som oppfylt etter egen vurdering "
        "når svaret ligger på eller over terskelen som står i rammeverket.",
        "Lovkrav står for seg og blir aldri blanda inn i prosenten. Eit lovkrav blir rekna som oppfylt etter eiga "
        "vurdering når svaret ligg på eller over terskelen som står i rammeverket.",
    ),
    Text(
        "Målet er trinn 3 for lovkrav og kjernespørsmål og trinn 2 ellers, til kommunen velger et annet. Avstanden "
        "til målet ganget med vekten gir prioriteten.",
        "Målet er trinn 3 for lovkrav og kjernespørsmål og trinn 2 elles, til kommunen vel eit anna. Avstanden "
        "til målet gonga med vekta gir prioriteten.",
    ),
    Text(
        "Profilen teller seks tjenester som bør henge sammen, og som finnes og er åpne for folk i yrkesaktiv alder: "
        "0–1 gir «Starte i konsultasjonen», 2–3 «Bygge», 4–6 «Samordne». Neste steg velges av regler i rammeverket: "
        "høyst to lovkrav først, så det som gir mest for minst, høyst fem i alt og minst ett som tar under fem timer.",
        "Profilen tel seks tenester som bør henge saman, og som finst og er opne for folk i yrkesaktiv alder: "
        "0–1 gir «Starte i konsultasjonen», 2–3 «Byggje», 4–6 «Samordne». Neste steg blir valde av reglar i "
        "rammeverket: høgst to lovkrav først, så det som gir mest for minst, høgst fem i alt og minst eitt som tek "
        "under fem timar.",
    ),
    Text(
        "Kontrollkoden er et avtrykk (SHA-256) av alt resultatet bygger på: svarene, tabellene, målene, "
        "utgaven av rammeverket og resultatet selv. Den som har dokumentet, kan regne ut det samme på nytt.",
        "Kontrollkoden er eit avtrykk (SHA-256) av alt resultatet byggjer på: svara, tabellane, måla, utgåva av "
        "rammeverket og resultatet sjølv. Den som har dokumentet, kan rekne ut det same på nytt.",
    ),
    Text(
        "Spørsmålene, vektene og rådene er et utkast. Ingen praktikere har prøvd dem ennå, og kompetansesenteret "
        "har ikke godkjent dem.",
        "Spørsmåla, vektene og råda er eit utkast. Ingen praktikarar har prøvd dei enno, og kompetansesenteret "
        "har ikkje godkjent dei.",
    ),
)
