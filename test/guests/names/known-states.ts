/** States of registrations and lists that take a person back, whatever else the table of states learns. */
export const statesOfPeople =
  `canceled|cancelled|deleted|removed|verwijderd|gelöscht|entfernt|supprimé|supprimée|retiré|retirée
eliminado|eliminada|borrado|borrada|eliminato|eliminata|rimosso|rimossa|removido|removida|excluído
excluída|usunięty|usunięta|usunięte|raderad|borttagen|slettet|fjernet|poistettu|удалён|beëindigd
beendet|opgezegd|gekündigt|résilié|declines|fired|quit|rip|passed away|dead|ontslagen|gestopt
verstorben|décédé|décédée|décedé|décedée|décede|décedee|decedé|decedée|fallecido|fallecida
désinscrit|désinscrite|parti|partie|moved away|resigned|retired|deceased|overleden|declined|denied
rejected|withdrawn|left|not attending|not coming|not going|not interested|not allowed|not eligible
not meant|will not attend|will not come|will not go|won't attend|won't come|won't go
does not attend|does not come|does not go|doesn't attend|doesn't come|doesn't go|terminated
ex-employee|ex employee|geannuleerd|afgewezen|geweigerd|ingetrokken|vertrokken|abgelehnt|storniert
ausgetreten|ausgeschieden|abgemeldet|uitgeschreven|afgemeld|annulé|refusé|entschuldigt|verhinderd
verhindert|décliné|déclinée|niet akkoord|regret|regrets|apologies|unable to attend|unable to come
unable to go|unable to join|unable to make it|can't attend|can't come|can't go|can't join
can't make it|cannot attend|cannot come|cannot go|cannot join|cannot make it|afgezegd|abgesagt
verhinderung|remove|delete|offboard|offboarding|revoke|deactivate|disable|verwijderen|intrekken
blokkeren|löschen|entfernen|sperren|supprimer|retirer|bloquer|eliminar|borrar|eliminare|rimuovere
usuń|usunąć|ta bort|fjern|slet|poista|ne vient pas|ne viendra pas|ne participe pas
ne participera pas|komt niet|komt nicht|kommt niet|kommt nicht|kommer ikke|kommer inte|kommer ej
nie przyjdzie|nie weźmie udziału|nie bierze udziału|ei tule|ei osallistu|ei pääse|cancelado
cancelada|cancelo|cancela|anulado|anulada|anulo|anula|rechazado|rechazada|rechazo|rechaza|recusado
recusada|recuso|recusa|retirado|retirada|retiro|retira|annullato|annullata|annullo|annulla
cancellato|cancellata|cancello|cancella|rifiutato|rifiutata|rifiuto|rifiuta|disdetto|disdetta
ritirato|ritirata|ritiro|ritira|baja|anulowany|anulowana|anulowane|odrzucony|odrzucona|odrzucone
odwołany|odwołana|odwołane|wypisany|wypisana|wypisane|odmówił|odmówiła|zrezygnował|zrezygnowała
avböjt|avböjd|inställd|avanmäld|avregistrerad|afmeldt|avmeldt|aflyst|avlyst|afvist|avslått|peruttu
peruutettu|hylätty|kieltäytynyt|estynyt|odmowa|rezygnacja|dezerterował|dezerterowała|désistement
désisté|désistée|baixa|en baja|saiu|demitido|demitida|dimesso|dimessa|rinuncia|rinunciato
afgehaakt|streichen|gestrichen|slutat|har slutat|sluttet|har sluttet|lopettanut|отказ|отказался
отказалась|уволен|уволена|отменено|zruši|odmíti|odmieti|no asistirá|no viene|não vai|non viene
não participará`.split(/[|\n]/);

/** States of an address, an account or an earlier mail: the person may be meant all the same. */
export const statesOfAccounts =
  `hard bounce|hard bounced|soft bounce|soft bounced|ended|locked|refunded|voided|failed|fake|spam
vervallen|entfällt|gone|no-show|inactive|blocked|disabled|opt-out|opt out|opted-out|opted out
unqualified|not approved|not invited|not confirmed|on hold|suspended|unsubscribed|bounced|inactief
geblokkeerd|inaktiv|gesperrt|inactif|deactivated|deprovisioned|archived|lapsed|absent|absente
absentes|absents|afwezig|abwesend|do not allow|blacklisted|invalid|nok|not ok|niet ok|nicht ok
former|voormalig|ehemalig|ancien|ancienne|inactivado|inactivada|inactivo|inactiva|inativado
inativada|inativo|inativa|desativado|desativada|inattivato|inattivata|inattivo|inattiva|ausente
assente|nieaktywny|nieaktywna|nieaktywne|poissa|neaktívny|neaktívna|neaktívne`.split(/[|\n]/);
